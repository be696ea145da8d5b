namespace Waypost.Client;

/// <summary><c>/v1/aliases</c>, keyed by local name.</summary>
public sealed class AliasesClient : ResourceClient<Alias>
{
    internal AliasesClient(ApiTransport transport)
        : base(transport, "aliases", ApiTransport.Json.Alias, ApiTransport.Json.PageAlias)
    {
    }

    /// <summary>Creates or replaces the resource and returns it as stored.</summary>
    public Task<Tagged<Alias>> PutAsync(string name, AliasPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(name, ApiTransport.Body(body, ApiTransport.Json.AliasPut), condition, cancellationToken);
}
