using System.Text.Json;

namespace Waypost.Client;

/// <summary><c>/v1/zones</c>, keyed by zone name without its final dot, in one view.</summary>
public sealed class ZonesClient : ResourceClient<Zone>
{
    internal ZonesClient(ApiTransport transport, string? view = null)
        : base(transport, "zones", ApiTransport.Json.Zone, ApiTransport.Json.PageZone, ViewQuery(view)) => View = view;

    /// <summary>The view whose zones these are; null for the default one, and for those of all views in lists.</summary>
    public string? View { get; }

    /// <summary>The zones of a view.</summary>
    public ZonesClient InView(string? view) => new(Transport, view);

    /// <summary>Creates a zone; 409 when it exists. Its view is the one that the request names.</summary>
    public Task<Tagged<Zone>> CreateAsync(ZoneCreate request, CancellationToken cancellationToken) =>
        Transport.ReadAsync(HttpMethod.Post, "v1/zones", ApiTransport.Body(request with { View = request.View ?? View }, ApiTransport.Json.ZoneCreate), Precondition.None, ApiTransport.Json.Zone, cancellationToken);

    /// <summary>Creates a zone from a master file (RFC 1035 section 5) sent as <c>text/dns</c> (RFC 4027).</summary>
    public Task<Tagged<Zone>> CreateFromFileAsync(string name, string masterFile, CancellationToken cancellationToken) =>
        Transport.ReadAsync(HttpMethod.Post, $"v1/zones?name={Uri.EscapeDataString(name)}{(View is null ? "" : "&view=" + Uri.EscapeDataString(View))}", ApiTransport.ZoneFile(masterFile), Precondition.None, ApiTransport.Json.Zone, cancellationToken);

    /// <summary>Changes kind and settings: the members that are not null, and those of the settings that <paramref name="unset"/> names are taken away.</summary>
    public Task<Tagged<Zone>> PatchAsync(string name, ZonePatch body, IReadOnlyCollection<string> unset, Precondition condition, CancellationToken cancellationToken) =>
        Transport.ReadAsync(
            HttpMethod.Patch, PathOf(name), MergePatch.Body(JsonSerializer.SerializeToNode(body, ApiTransport.Json.ZonePatch)!.AsObject(), unset), condition, ApiTransport.Json.Zone, cancellationToken);

    /// <summary>Asks the primaries of a secondary zone for their serial now.</summary>
    public Task<Tagged<Zone>> RefreshAsync(string name, CancellationToken cancellationToken) => PostAsync(name, "refresh", cancellationToken);

    /// <summary>Transfers a secondary zone whole now, whatever the serials.</summary>
    public Task<Tagged<Zone>> RetransferAsync(string name, CancellationToken cancellationToken) => PostAsync(name, "retransfer", cancellationToken);

    /// <summary>Announces a zone to its secondaries now (RFC 1996).</summary>
    public Task<Tagged<Zone>> NotifyAsync(string name, CancellationToken cancellationToken) => PostAsync(name, "notify", cancellationToken);

    /// <summary>What is wrong with a master file, which is stored nowhere.</summary>
    public async Task<ZoneCheckResult> CheckAsync(string name, string masterFile, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Post, "v1/zones:check", ApiTransport.Body(new ZoneCheckRequest(name, masterFile), ApiTransport.Json.ZoneCheckRequest), Precondition.None, ApiTransport.Json.ZoneCheckResult, cancellationToken)).Value;

    /// <summary>The zone as a master file.</summary>
    public Task<string> ReadFileAsync(string name, CancellationToken cancellationToken) =>
        Transport.ReadZoneFileAsync(FileOf(name), cancellationToken);

    /// <summary>Replaces every RRset of the zone by those of a master file.</summary>
    public Task ReplaceFileAsync(string name, string masterFile, Precondition condition, CancellationToken cancellationToken) =>
        Transport.WriteAsync(HttpMethod.Put, FileOf(name), ApiTransport.ZoneFile(masterFile), condition, cancellationToken);

    /// <summary>A page of the versions of a zone, newest first.</summary>
    public Task<Page<ZoneVersion>> ListVersionsPageAsync(string name, string? cursor, int? limit, CancellationToken cancellationToken) =>
        PageAsync(Transport, ApiTransport.WithQuery(ApiTransport.Path("zones", name, "versions"), ViewQuery(View)), cursor, limit, ApiTransport.Json.PageZoneVersion, cancellationToken);

    /// <summary>A version of a zone as a master file.</summary>
    public Task<string> ReadVersionFileAsync(string name, uint serial, CancellationToken cancellationToken) =>
        Transport.ReadZoneFileAsync(ApiTransport.WithQuery(ApiTransport.Path("zones", name, "versions", Number(serial)), ViewQuery(View)), cancellationToken);

    /// <summary>What leads from one version of a zone to another, in either direction.</summary>
    public async Task<ZoneDiff> DiffAsync(string name, uint from, uint to, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Get, ApiTransport.WithQuery(ApiTransport.Path("zones", name, "versions", Number(from), "diff", Number(to)), ViewQuery(View)), null, Precondition.None, ApiTransport.Json.ZoneDiff, cancellationToken)).Value;

    /// <summary>Gives a zone the records of a version again, with a new serial.</summary>
    public async Task<ZoneDiff> RestoreAsync(string name, ZoneRestore request, CancellationToken cancellationToken) =>
        (await Transport.ReadAsync(HttpMethod.Post, ApiTransport.WithQuery(ApiTransport.Path("zones", name) + ":restore", ViewQuery(View)), ApiTransport.Body(request, ApiTransport.Json.ZoneRestore), Precondition.None, ApiTransport.Json.ZoneDiff, cancellationToken)).Value;

    private static string Number(uint serial) => serial.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal static string ViewQuery(string? view) => view is null ? "" : "view=" + Uri.EscapeDataString(view);

    private string FileOf(string name) => ApiTransport.WithQuery(ApiTransport.Path("zones", name, "file"), ViewQuery(View));

    private Task<Tagged<Zone>> PostAsync(string name, string verb, CancellationToken cancellationToken) =>
        Transport.ReadAsync(HttpMethod.Post, ApiTransport.WithQuery($"{ApiTransport.Path("zones", name)}:{verb}", ViewQuery(View)), null, Precondition.None, ApiTransport.Json.Zone, cancellationToken);
}
