namespace Waypost.Api.PowerDns;

/// <summary>The section <c>PowerDns</c>: the API of the PowerDNS Authoritative Server, for its clients.</summary>
public sealed class PowerDnsOptions
{
    /// <summary>Whether <c>/api</c> is there.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The version that clients are told; they choose by it what they send.</summary>
    public string Version { get; set; } = "4.7.3";

    /// <summary>The SOA of a zone that is created without one, as PowerDNS' default-soa-content: <c>@</c> stands for the zone.</summary>
    public string DefaultSoaContent { get; set; } = "a.misconfigured.dns.server.invalid hostmaster.@ 0 10800 3600 604800 3600";
}
