using Waypost.Dns.Serving;

namespace Waypost.Dns.Configuration;

/// <summary>What named.conf says beside its zones, as data. Immutable; texts have BIND's own form.</summary>
/// <param name="Acls">The <c>acl</c> statements; names without case, in any order.</param>
/// <param name="Views">The <c>view</c> statements, tried in the order of their positions.</param>
/// <param name="RemoteServerLists">The <c>primaries</c> statements.</param>
/// <param name="RemoteServers">The <c>server</c> statements.</param>
/// <param name="LoggingChannels">The channels of the <c>logging</c> statement.</param>
/// <param name="Settings">What holds for the whole server.</param>
public sealed record DnsConfiguration(
    IReadOnlyList<AclDefinition> Acls,
    IReadOnlyList<ViewDefinition> Views,
    IReadOnlyList<RemoteServerList> RemoteServerLists,
    IReadOnlyList<RemoteServer> RemoteServers,
    IReadOnlyList<LoggingChannel> LoggingChannels,
    DnsSettings Settings)
{
    /// <summary>Nothing configured: the defaults.</summary>
    public static DnsConfiguration Empty { get; } = new([], [], [], [], [], new DnsSettings());
}

/// <summary>A named address match list: BIND's <c>acl</c> statement.</summary>
/// <param name="Name">Not one of the built-in ones (any, none, localhost, localnets).</param>
/// <param name="Elements">The elements, each as named.conf has it: <c>!192.0.2.0/24</c>, <c>key name</c>, <c>{ 10/8; }</c>.</param>
public sealed record AclDefinition(string Name, IReadOnlyList<string> Elements);

/// <summary>BIND's <c>view</c> statement, without its zones.</summary>
public sealed record ViewDefinition
{
    /// <summary>Name, compared without case.</summary>
    public required string Name { get; init; }

    /// <summary>Views are tried in ascending order of this number, then of names.</summary>
    public int Position { get; init; }

    /// <summary>The class: IN, CH or HS. Default: IN.</summary>
    public string? Class { get; init; }

    /// <summary>Peers that see it. Default: any.</summary>
    public IReadOnlyList<string>? MatchClients { get; init; }

    /// <summary>Addresses of the server at which it is seen. Default: any.</summary>
    public IReadOnlyList<string>? MatchDestinations { get; init; }

    /// <summary>Whether only queries with RD set see it. Default: no.</summary>
    public bool? MatchRecursiveOnly { get; init; }

    /// <summary>Whether recursion would be given. Kept for export: this server does not recurse.</summary>
    public bool? Recursion { get; init; }

    /// <summary>To whom recursion would be given. Kept for export.</summary>
    public IReadOnlyList<string>? AllowRecursion { get; init; }

    /// <summary>Settings for its zones.</summary>
    public ZoneSettings? Settings { get; init; }
}

/// <summary>What holds for the whole server: the part of BIND's <c>options</c> and <c>logging</c> that acts.</summary>
public sealed record DnsSettings
{
    /// <summary>Settings for all zones.</summary>
    public ZoneSettings? Settings { get; init; }

    /// <summary>Whose messages are dropped unanswered. Default: nobody's.</summary>
    public IReadOnlyList<string>? Blackhole { get; init; }

    /// <summary>Whether recursion would be given. Kept for export: this server does not recurse.</summary>
    public bool? Recursion { get; init; }

    /// <summary>To whom recursion would be given. Kept for export.</summary>
    public IReadOnlyList<string>? AllowRecursion { get; init; }

    /// <summary>Whether queries are logged. Default: yes when the category <c>queries</c> has channels.</summary>
    public bool? QueryLog { get; init; }

    /// <summary>The channels of each logging category: <c>queries</c> to <c>query_log</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Categories { get; init; }
}
