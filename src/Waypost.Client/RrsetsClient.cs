namespace Waypost.Client;

/// <summary><c>/v1/zones/{zone}/rrsets</c>, keyed by owner (relative, <c>@</c> for the apex) and type.</summary>
public sealed class RrsetsClient
{
    private readonly ApiTransport transport;
    private readonly string query;

    internal RrsetsClient(ApiTransport transport, string? view = null) => (this.transport, query) = (transport, ZonesClient.ViewQuery(view));

    /// <summary>The RRsets of the zones of a view; null for the default one.</summary>
    public RrsetsClient InView(string? view) => new(transport, view);

    /// <summary>One page of a zone's RRsets.</summary>
    public Task<Page<Rrset>> ListPageAsync(string zone, string? cursor, int? limit, CancellationToken cancellationToken) =>
        ResourceClient<Rrset>.PageAsync(transport, PathOf(zone), cursor, limit, ApiTransport.Json.PageRrset, cancellationToken);

    /// <summary>Every RRset of a zone, a page a request.</summary>
    public IAsyncEnumerable<Rrset> ListAsync(string zone, CancellationToken cancellationToken) =>
        ResourceClient<Rrset>.EnumerateAsync((cursor, limit, token) => ListPageAsync(zone, cursor, limit, token), cancellationToken);

    /// <summary>The RRset; <see cref="WaypostApiException"/> with 404 when there is none.</summary>
    public Task<Tagged<Rrset>> GetAsync(string zone, string owner, string type, CancellationToken cancellationToken) =>
        transport.ReadAsync(HttpMethod.Get, PathOf(zone, owner, type), null, Precondition.None, ApiTransport.Json.Rrset, cancellationToken);

    /// <summary>The RRset, or null when it or its zone does not exist.</summary>
    public Task<Tagged<Rrset>?> FindAsync(string zone, string owner, string type, CancellationToken cancellationToken) =>
        transport.FindAsync(PathOf(zone, owner, type), ApiTransport.Json.Rrset, cancellationToken);

    /// <summary>Creates or replaces the RRset and returns it as stored.</summary>
    public Task<Tagged<Rrset>> PutAsync(string zone, string owner, string type, RrsetPut body, Precondition condition, CancellationToken cancellationToken) =>
        transport.ReadAsync(HttpMethod.Put, PathOf(zone, owner, type), ApiTransport.Body(body, ApiTransport.Json.RrsetPut), condition, ApiTransport.Json.Rrset, cancellationToken);

    /// <summary>Deletes the RRset; 404 when there is none.</summary>
    public Task DeleteAsync(string zone, string owner, string type, Precondition condition, CancellationToken cancellationToken) =>
        transport.WriteAsync(HttpMethod.Delete, PathOf(zone, owner, type), null, condition, cancellationToken);

    /// <summary>Changes many RRsets of a zone at once, all or none.</summary>
    public async Task<RrsetPatchResult> PatchAsync(string zone, IReadOnlyList<RrsetPatch> changes, Precondition condition, CancellationToken cancellationToken) =>
        (await transport.ReadAsync(HttpMethod.Patch, PathOf(zone), ApiTransport.Body(new RrsetPatchRequest(changes), ApiTransport.Json.RrsetPatchRequest), condition, ApiTransport.Json.RrsetPatchResult, cancellationToken).ConfigureAwait(false)).Value;

    private string PathOf(string zone) => ApiTransport.WithQuery(ApiTransport.Path("zones", zone, "rrsets"), query);

    private string PathOf(string zone, string owner, string type) => ApiTransport.WithQuery(ApiTransport.Path("zones", zone, "rrsets", owner, type), query);
}
