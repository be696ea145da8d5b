namespace Waypost.Client;

/// <summary><c>/v1/access-entries</c>, keyed by the left-hand side (<c>From:spam@example.net</c>).</summary>
public sealed class AccessEntriesClient : ResourceClient<AccessEntry>
{
    internal AccessEntriesClient(ApiTransport transport)
        : base(transport, "access-entries", ApiTransport.Json.AccessEntry, ApiTransport.Json.PageAccessEntry)
    {
    }

    /// <summary>Creates or replaces the resource and returns it as stored.</summary>
    public Task<Tagged<AccessEntry>> PutAsync(string key, AccessEntryPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(key, ApiTransport.Body(body, ApiTransport.Json.AccessEntryPut), condition, cancellationToken);

    /// <summary>What the access entries say about a client, reverse-path and recipient.</summary>
    public async Task<AccessEvaluation> EvaluateAsync(AccessEvaluateRequest request, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Post, "v1/access-entries:evaluate", ApiTransport.Body(request, ApiTransport.Json.AccessEvaluateRequest), Precondition.None, ApiTransport.Json.AccessEvaluation, cancellationToken).ConfigureAwait(false)).Value;
}
