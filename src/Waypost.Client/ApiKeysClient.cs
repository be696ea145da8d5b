namespace Waypost.Client;

/// <summary><c>/v1/api-keys</c>, keyed by the id that the server gives. Only an admin key may use it.</summary>
public sealed class ApiKeysClient : ResourceClient<ApiKey>
{
    internal ApiKeysClient(ApiTransport transport)
        : base(transport, "api-keys", ApiTransport.Json.ApiKey, ApiTransport.Json.PageApiKey)
    {
    }

    /// <summary>Creates a key. The answer is the only one that shows it.</summary>
    public async Task<ApiKeyCreated> CreateAsync(ApiKeyCreate body, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Post, "v1/api-keys", ApiTransport.Body(body, ApiTransport.Json.ApiKeyCreate), Precondition.None, ApiTransport.Json.ApiKeyCreated, cancellationToken).ConfigureAwait(false)).Value;
}
