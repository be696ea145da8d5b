namespace Waypost.Client;

/// <summary>A named address match list: BIND's <c>acl</c> statement.</summary>
public sealed record Acl(string Name, IReadOnlyList<string> Elements);

/// <summary>PUT /v1/acls/{name}.</summary>
/// <param name="Elements">Each as named.conf has it: <c>192.0.2.0/24</c>, <c>!10.0.0.1</c>, <c>key name</c>, any, none, localhost, localnets, the name of another ACL, <c>{ nested; }</c>. The first that matches decides.</param>
public sealed record AclPut(IReadOnlyList<string> Elements);

/// <summary>A view: BIND's <c>view</c> statement. Its zones are those of <c>/v1/zones?view=NAME</c>.</summary>
public sealed record DnsView(
    string Name,
    int Position,
    string? Class = null,
    IReadOnlyList<string>? MatchClients = null,
    IReadOnlyList<string>? MatchDestinations = null,
    bool? MatchRecursiveOnly = null,
    bool? Recursion = null,
    IReadOnlyList<string>? AllowRecursion = null,
    ZoneSettings? Settings = null);

/// <summary>PUT /v1/views/{name}.</summary>
/// <param name="Position">Views are tried in ascending order of this number; the default view, _default, comes last.</param>
/// <param name="Class">IN, CH or HS. Default: IN.</param>
/// <param name="MatchClients">Peers that see it. Default: any.</param>
/// <param name="MatchDestinations">Addresses of the server at which it is seen. Default: any.</param>
/// <param name="MatchRecursiveOnly">Whether only queries with RD set see it. Default: false.</param>
/// <param name="Recursion">Kept for export: this server does not recurse.</param>
/// <param name="AllowRecursion">Kept for export: this server does not recurse.</param>
/// <param name="Settings">Settings for its zones.</param>
public sealed record DnsViewPut(
    int Position = 0,
    string? Class = null,
    IReadOnlyList<string>? MatchClients = null,
    IReadOnlyList<string>? MatchDestinations = null,
    bool? MatchRecursiveOnly = null,
    bool? Recursion = null,
    IReadOnlyList<string>? AllowRecursion = null,
    ZoneSettings? Settings = null);

/// <summary>What holds for the whole DNS server: the part of BIND's <c>options</c> and <c>logging</c> that acts. GET, PUT and PATCH /v1/dns-settings.</summary>
/// <param name="Settings">Settings for all zones.</param>
/// <param name="Blackhole">Whose messages are dropped unanswered. Default: nobody's.</param>
/// <param name="Recursion">Kept for export: this server does not recurse.</param>
/// <param name="AllowRecursion">Kept for export: this server does not recurse.</param>
/// <param name="QueryLog">Whether queries are logged. Default: when the category queries has channels.</param>
/// <param name="Categories">The channels of each logging category: queries, update, update-security, xfer-in, xfer-out, notify, security, general, default.</param>
public sealed record DnsSettings(
    ZoneSettings? Settings = null,
    IReadOnlyList<string>? Blackhole = null,
    bool? Recursion = null,
    IReadOnlyList<string>? AllowRecursion = null,
    bool? QueryLog = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Categories = null);
