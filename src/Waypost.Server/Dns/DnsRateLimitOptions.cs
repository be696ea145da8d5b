namespace Waypost.Server.Dns;

/// <summary>Settings of response rate limiting over UDP, section <c>Dns:RateLimit</c>; names, units and defaults of BIND's <c>rate-limit</c>.</summary>
public sealed record DnsRateLimitOptions
{
    /// <summary>Equal answers a second to one network; 0 is no limit. Default 0.</summary>
    public int ResponsesPerSecond { get; set; }

    /// <summary>Referrals a second at one cut. Default as ResponsesPerSecond.</summary>
    public int? ReferralsPerSecond { get; set; }

    /// <summary>Answers without data a second for one name. Default as ResponsesPerSecond.</summary>
    public int? NodataPerSecond { get; set; }

    /// <summary>Name errors a second in one zone. Default as ResponsesPerSecond.</summary>
    public int? NxdomainsPerSecond { get; set; }

    /// <summary>Errors a second. Default as ResponsesPerSecond.</summary>
    public int? ErrorsPerSecond { get; set; }

    /// <summary>All responses a second to one network; 0 is no limit. Default 0.</summary>
    public int AllPerSecond { get; set; }

    /// <summary>Seconds, 1 to 3600, over which a network pays for what it had too much. Default 15.</summary>
    public int Window { get; set; } = 15;

    /// <summary>Every how many-th dropped response is sent truncated, 0 to 10; 0 is none. Default 2.</summary>
    public int Slip { get; set; } = 2;

    /// <summary>Bits of an IPv4 address that make a network. Default 24.</summary>
    public int Ipv4PrefixLength { get; set; } = 24;

    /// <summary>Bits of an IPv6 address that make a network. Default 56.</summary>
    public int Ipv6PrefixLength { get; set; } = 56;

    /// <summary>Clients without limits, as an address match list. Default nobody.</summary>
    public IReadOnlyList<string> ExemptClients { get; set; } = [];

    /// <summary>Whether responses above the limits are logged and sent all the same. Default false.</summary>
    public bool LogOnly { get; set; }

    /// <summary>Queries a second above which the limits shrink in proportion; 0 is never. Default 0.</summary>
    public int QpsScale { get; set; }

    /// <summary>Most counters at a time, 24 octets each. Default 20000.</summary>
    public int MaxTableSize { get; set; } = 20000;
}
