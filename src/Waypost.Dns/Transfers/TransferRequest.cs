using Waypost.Dns.Names;

namespace Waypost.Dns.Transfers;

/// <summary>What was asked of a primary, against which each message of the response is checked.</summary>
/// <param name="Origin">The zone.</param>
/// <param name="Id">The ID of the query.</param>
/// <param name="Current">The SOA of the version that is served, of which a newer one is wanted; null to take any.</param>
/// <param name="Incremental">IXFR (RFC 1995), which needs <paramref name="Current"/>; otherwise AXFR (RFC 5936).</param>
/// <param name="Datagram">Whether it went over UDP, where the response is one message.</param>
public sealed record TransferRequest(DnsName Origin, ushort Id, SoaFields? Current, bool Incremental, bool Datagram = false)
{
    /// <summary>QTYPE of an incremental transfer.</summary>
    public const ushort IxfrType = 251;

    /// <summary>QTYPE of a whole transfer.</summary>
    public const ushort AxfrType = 252;

    /// <summary>QTYPE of this query.</summary>
    public ushort Type => Incremental ? IxfrType : AxfrType;
}
