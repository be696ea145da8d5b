namespace Waypost.Client;

/// <summary><c>/v1/zones</c>, keyed by zone name without its final dot.</summary>
public sealed class ZonesClient : ResourceClient<Zone>
{
    internal ZonesClient(ApiTransport transport)
        : base(transport, "zones", ApiTransport.Json.Zone, ApiTransport.Json.PageZone)
    {
    }

    /// <summary>Creates a zone; 409 when it exists.</summary>
    public Task<Tagged<Zone>> CreateAsync(ZoneCreate request, CancellationToken cancellationToken) =>
        Transport.ReadAsync(HttpMethod.Post, "v1/zones", ApiTransport.Body(request, ApiTransport.Json.ZoneCreate), Precondition.None, ApiTransport.Json.Zone, cancellationToken);

    /// <summary>Creates a zone from a master file (RFC 1035 section 5) sent as <c>text/dns</c> (RFC 4027).</summary>
    public Task<Tagged<Zone>> CreateFromFileAsync(string name, string masterFile, CancellationToken cancellationToken) =>
        Transport.ReadAsync(HttpMethod.Post, "v1/zones?name=" + Uri.EscapeDataString(name), ApiTransport.ZoneFile(masterFile), Precondition.None, ApiTransport.Json.Zone, cancellationToken);

    /// <summary>What is wrong with a master file, which is stored nowhere.</summary>
    public async Task<ZoneCheckResult> CheckAsync(string name, string masterFile, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Post, "v1/zones:check", ApiTransport.Body(new ZoneCheckRequest(name, masterFile), ApiTransport.Json.ZoneCheckRequest), Precondition.None, ApiTransport.Json.ZoneCheckResult, cancellationToken)).Value;

    /// <summary>The zone as a master file.</summary>
    public Task<string> ReadFileAsync(string name, CancellationToken cancellationToken) =>
        Transport.ReadZoneFileAsync(PathOf(name) + "/file", cancellationToken);

    /// <summary>Replaces every RRset of the zone by those of a master file.</summary>
    public Task ReplaceFileAsync(string name, string masterFile, Precondition condition, CancellationToken cancellationToken) =>
        Transport.WriteAsync(HttpMethod.Put, PathOf(name) + "/file", ApiTransport.ZoneFile(masterFile), condition, cancellationToken);
}
