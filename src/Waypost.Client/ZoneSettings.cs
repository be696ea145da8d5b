namespace Waypost.Client;

/// <summary>
/// Settings of a zone, and of a view or the server for the zones in it. What is left out is as the view has it, then the server,
/// then the default. Texts have BIND's own form, as named.conf writes them between the braces.
/// </summary>
/// <param name="AllowQuery">Who may ask: addresses, prefixes, names of ACLs, <c>key name</c>, <c>!</c> before what is not meant. Default: any.</param>
/// <param name="AllowTransfer">Who may transfer the zone (RFC 5936). Default: none.</param>
/// <param name="AllowUpdate">Who may change the zone by dynamic update (RFC 2136). Default: none.</param>
/// <param name="AllowUpdateForwarding">Whose updates a secondary passes on to its primary. Default: none.</param>
/// <param name="AllowNotify">Who, beside the primaries, may announce changes to a secondary (RFC 1996). Default: none.</param>
/// <param name="UpdatePolicy">Rules of update-policy, in order: <c>grant key. subdomain x.example. A AAAA</c>. Not beside allowUpdate.</param>
/// <param name="Primaries">Where a secondary transfers from: <c>192.0.2.1 port 5353 key name tls name</c>, or the name of a remote server list.</param>
/// <param name="AlsoNotify">Whom to tell of changes beside the zone's name servers, in the form of primaries.</param>
/// <param name="Notify">Whom to tell of changes: yes, no, explicit (alsoNotify alone) or primary-only. Default: yes.</param>
/// <param name="MinRefresh">Lower bound of the SOA's REFRESH, seconds. Default: 300.</param>
/// <param name="MaxRefresh">Upper bound of the SOA's REFRESH, seconds. Default: 2419200.</param>
/// <param name="MinRetry">Lower bound of the SOA's RETRY, seconds. Default: 500.</param>
/// <param name="MaxRetry">Upper bound of the SOA's RETRY, seconds. Default: 1209600.</param>
/// <param name="Catalog">What the zone has to do with catalog zones (RFC 9432).</param>
/// <param name="AutomaticPtr">Whether the PTR records of the zone's addresses are kept up in the reverse zones of the same view, in the same write. Default: false.</param>
public sealed record ZoneSettings(
    IReadOnlyList<string>? AllowQuery = null,
    IReadOnlyList<string>? AllowTransfer = null,
    IReadOnlyList<string>? AllowUpdate = null,
    IReadOnlyList<string>? AllowUpdateForwarding = null,
    IReadOnlyList<string>? AllowNotify = null,
    IReadOnlyList<string>? UpdatePolicy = null,
    IReadOnlyList<string>? Primaries = null,
    IReadOnlyList<string>? AlsoNotify = null,
    string? Notify = null,
    int? MinRefresh = null,
    int? MaxRefresh = null,
    int? MinRetry = null,
    int? MaxRetry = null,
    CatalogSettings? Catalog = null,
    bool? AutomaticPtr = null);

/// <summary>PATCH /v1/zones/{zone}, a merge patch (RFC 7396): members of <c>settings</c> that are null are set no longer.</summary>
public sealed record ZonePatch(string? Kind = null, ZoneSettings? Settings = null);
