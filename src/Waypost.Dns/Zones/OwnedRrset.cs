namespace Waypost.Dns.Zones;

/// <summary>One RRset of a zone and its owner, both as bytes of the snapshot: nothing is copied.</summary>
/// <param name="Owner">Owner in uncompressed wire form, its case as written.</param>
/// <param name="Rrset">The records.</param>
public readonly record struct OwnedRrset(ReadOnlyMemory<byte> Owner, WireRrset Rrset);
