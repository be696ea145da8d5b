namespace Waypost.Client;

/// <summary><c>/v1/zones/{zone}/rrsets</c>, keyed by owner (relative, <c>@</c> for the apex) and type.</summary>
public sealed class RrsetsClient
{
    private readonly ApiTransport transport;

    internal RrsetsClient(ApiTransport transport) => this.transport = transport;

    /// <summary>One page of a zone's RRsets.</summary>
    public Task<Page<Rrset>> ListPageAsync(string zone, string? cursor, int? limit, CancellationToken cancellationToken) =>
        ResourceClient<Rrset>.PageAsync(transport, ApiTransport.Path("zones", zone, "rrsets"), cursor, limit, ApiTransport.Json.PageRrset, cancellationToken);

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
        (await transport.ReadAsync(HttpMethod.Patch, ApiTransport.Path("zones", zone, "rrsets"), ApiTransport.Body(new RrsetPatchRequest(changes), ApiTransport.Json.RrsetPatchRequest), condition, ApiTransport.Json.RrsetPatchResult, cancellationToken).ConfigureAwait(false)).Value;

    private static string PathOf(string zone, string owner, string type) => ApiTransport.Path("zones", zone, "rrsets", owner, type);
}
