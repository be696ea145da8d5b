namespace Waypost.Dns.Transfers;

/// <summary>One record of a transfer, as text (RFC 1035 section 3.2.1); names absolute, rdata canonical.</summary>
/// <param name="Owner">Absolute owner with its final dot, case kept.</param>
/// <param name="Type">The type's mnemonic, or <c>TYPEnnn</c>.</param>
/// <param name="Ttl">Time to live in seconds.</param>
/// <param name="Rdata">Canonical presentation form.</param>
public readonly record struct TransferRecord(string Owner, string Type, uint Ttl, string Rdata);

/// <summary>One difference sequence of an incremental transfer (RFC 1995 section 4): what leads from a serial to the next.</summary>
/// <param name="Before">The SOA of the version that it starts from.</param>
/// <param name="Removed">Records that go, without the SOA.</param>
/// <param name="After">The SOA of the version that it leads to.</param>
/// <param name="Added">Records that come, without the SOA.</param>
public sealed record TransferDelta(SoaFields Before, IReadOnlyList<TransferRecord> Removed, SoaFields After, IReadOnlyList<TransferRecord> Added);
