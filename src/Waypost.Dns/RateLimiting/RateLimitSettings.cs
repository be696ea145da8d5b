using Waypost.Dns.Serving;

namespace Waypost.Dns.RateLimiting;

/// <summary>Response rate limits with the names, units and defaults of BIND's <c>rate-limit</c>; a rate of 0 is no limit.</summary>
public sealed record RateLimitSettings
{
    /// <summary>Equal answers a second to one network.</summary>
    public int ResponsesPerSecond { get; init; }

    /// <summary>Referrals at one cut a second; null as <see cref="ResponsesPerSecond"/>.</summary>
    public int? ReferralsPerSecond { get; init; }

    /// <summary>Answers without data at one name a second; null as <see cref="ResponsesPerSecond"/>.</summary>
    public int? NodataPerSecond { get; init; }

    /// <summary>Name errors in one zone a second; null as <see cref="ResponsesPerSecond"/>.</summary>
    public int? NxdomainsPerSecond { get; init; }

    /// <summary>Errors a second; null as <see cref="ResponsesPerSecond"/>.</summary>
    public int? ErrorsPerSecond { get; init; }

    /// <summary>All responses to one network a second.</summary>
    public int AllPerSecond { get; init; }

    /// <summary>Seconds over which a network pays for what it had too much.</summary>
    public int Window { get; init; } = 15;

    /// <summary>Every how many-th dropped response is sent truncated; 0 is none, 1 all.</summary>
    public int Slip { get; init; } = 2;

    /// <summary>Bits of an IPv4 address that make a network.</summary>
    public int Ipv4PrefixLength { get; init; } = 24;

    /// <summary>Bits of an IPv6 address that make a network.</summary>
    public int Ipv6PrefixLength { get; init; } = 56;

    /// <summary>Whether the limits are counted and logged alone.</summary>
    public bool LogOnly { get; init; }

    /// <summary>Queries a second above which the rates shrink in proportion; 0 is never.</summary>
    public int QpsScale { get; init; }

    /// <summary>Most counters at a time; 24 bytes each.</summary>
    public int MaxTableSize { get; init; } = 20000;

    /// <summary>Clients without limits.</summary>
    public AddressMatchList ExemptClients { get; init; } = AddressMatchList.None;

    /// <summary>Whether any limit is set.</summary>
    public bool IsOn => ResponsesPerSecond > 0 || AllPerSecond > 0 || ReferralsPerSecond > 0 || NodataPerSecond > 0 || NxdomainsPerSecond > 0 || ErrorsPerSecond > 0;
}
