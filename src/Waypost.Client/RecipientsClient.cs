namespace Waypost.Client;

/// <summary><c>/v1/recipients:resolve</c>.</summary>
public sealed class RecipientsClient
{
    private readonly ApiTransport transport;

    internal RecipientsClient(ApiTransport transport) => this.transport = transport;

    /// <summary>Where mail for <paramref name="address"/> goes, and by which alias, virtual user or forward.</summary>
    public async Task<RecipientResolution> ResolveAsync(string address, CancellationToken cancellationToken) =>
        (await transport.ReadAsync(HttpMethod.Post, "v1/recipients:resolve", ApiTransport.Body(new RecipientResolveRequest(address), ApiTransport.Json.RecipientResolveRequest), Precondition.None, ApiTransport.Json.RecipientResolution, cancellationToken).ConfigureAwait(false)).Value;
}
