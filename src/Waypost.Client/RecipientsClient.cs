namespace Waypost.Client;

/// <summary><c>/v1/recipients:resolve</c> and <c>/v1/access-entries:evaluate</c>.</summary>
public sealed class RecipientsClient
{
    private readonly ApiTransport transport;

    internal RecipientsClient(ApiTransport transport) => this.transport = transport;

    /// <summary>Where mail for <paramref name="address"/> goes, and by which alias, virtual user or forward.</summary>
    public async Task<RecipientResolution> ResolveAsync(string address, CancellationToken cancellationToken) =>
        (await transport.ReadAsync(HttpMethod.Post, "v1/recipients:resolve", ApiTransport.Body(new RecipientResolveRequest(address), ApiTransport.Json.RecipientResolveRequest), Precondition.None, ApiTransport.Json.RecipientResolution, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>What the access entries decide for one envelope.</summary>
    public async Task<AccessEvaluation> EvaluateAsync(AccessEvaluateRequest envelope, CancellationToken cancellationToken) =>
        (await transport.ReadAsync(HttpMethod.Post, "v1/access-entries:evaluate", ApiTransport.Body(envelope, ApiTransport.Json.AccessEvaluateRequest), Precondition.None, ApiTransport.Json.AccessEvaluation, cancellationToken).ConfigureAwait(false)).Value;
}
