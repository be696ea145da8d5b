namespace Waypost.Client;

/// <summary><c>/v1/tsig-keys</c>, keyed by the key's name.</summary>
public sealed class TsigKeysClient : ResourceClient<TsigKey>
{
    internal TsigKeysClient(ApiTransport transport)
        : base(transport, "tsig-keys", ApiTransport.Json.TsigKey, ApiTransport.Json.PageTsigKey)
    {
    }

    /// <summary>Creates or replaces the key; the secret is in the answer when it was created.</summary>
    public Task<Tagged<TsigKey>> PutAsync(string name, TsigKeyPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(name, ApiTransport.Body(body, ApiTransport.Json.TsigKeyPut), condition, cancellationToken);
}
