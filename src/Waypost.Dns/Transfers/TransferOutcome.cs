using Waypost.Dns.Zones;

namespace Waypost.Dns.Transfers;

/// <summary>What a message did to a transfer.</summary>
public enum TransferProgress
{
    /// <summary>More messages must follow.</summary>
    More,

    /// <summary>The transfer is whole; <see cref="TransferAssembler.Outcome"/> has it.</summary>
    Complete,

    /// <summary>The transfer is refused; <see cref="TransferAssembler.Refusal"/> tells why. Nothing of it may be used.</summary>
    Refused,
}

/// <summary>What came of a whole transfer.</summary>
/// <param name="Soa">The SOA of the version that the primary has.</param>
public abstract record TransferOutcome(SoaFields Soa);

/// <summary>The primary has nothing newer (RFC 1995 section 4: the SOA alone).</summary>
public sealed record ZoneIsCurrent(SoaFields Soa) : TransferOutcome(Soa);

/// <summary>A datagram did not hold the changes: ask again over TCP (RFC 1995 section 4).</summary>
public sealed record TransferNeedsTcp(SoaFields Soa) : TransferOutcome(Soa);

/// <summary>The zone whole (RFC 5936), RRsets in the order in which they came.</summary>
/// <param name="RecordCount">Records, the SOA counted once.</param>
public sealed record WholeZone(SoaFields Soa, IReadOnlyList<ZoneRrset> Rrsets, int RecordCount) : TransferOutcome(Soa);

/// <summary>The changes since the serial that was asked for (RFC 1995), oldest first, without gaps.</summary>
public sealed record ZoneDeltas(SoaFields Soa, IReadOnlyList<TransferDelta> Deltas) : TransferOutcome(Soa);

/// <summary>Why a transfer was refused.</summary>
/// <param name="Reason">For logs and the API, in words.</param>
/// <param name="IncrementalNotPossible">True when the primary does not answer IXFR, so that AXFR may work.</param>
public sealed record TransferRefusal(string Reason, bool IncrementalNotPossible);
