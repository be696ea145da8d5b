namespace Waypost.Api.AcmeDns;

/// <summary>The section <c>AcmeDns</c>: the protocol of acme-dns, by which ACME clients set challenges.</summary>
public sealed class AcmeDnsOptions
{
    /// <summary>The zone in which accounts get a subdomain each; empty when there is none, and then accounts are for names of Waypost's zones.</summary>
    public string Zone { get; set; } = "";

    /// <summary>Whether anybody may register for a subdomain, as in acme-dns itself; otherwise it takes an API key that writes.</summary>
    public bool OpenRegistration { get; set; }
}
