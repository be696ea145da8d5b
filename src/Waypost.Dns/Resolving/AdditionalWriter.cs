using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>Adds the addresses of the hosts that an RRset names (RFC 1035 sections 3.3.9 and 3.3.11, RFC 2782), as far as they fit.</summary>
internal readonly ref struct AdditionalWriter(ZoneTable zones, scoped in DnsPeer peer, DnsName? key)
{
    private readonly DnsPeer _peer = peer;

    private const ushort AType = 1;
    private const ushort AaaaType = 28;

    public void Write(WireRrset rrset, ref ResponseWriter writer)
    {
        if (rrset.Type.AdditionalOffset < 0)
        {
            return;
        }
        Span<byte> lower = stackalloc byte[WireName.MaxLength];
        foreach (var target in new TargetEnumerator(rrset))
        {
            var lowered = lower[..target.Length];
            WireName.Lower(target, lowered);
            if (zones.TryFindNearest(lowered, out var zone) && zone.Policy.AllowQuery.Matches(_peer, key) && zone.Snapshot is { } content
                && content.Nodes.TryFind(lowered, out var node))
            {
                TryWriteAddresses(target, node, ref writer);
            }
        }
    }

    /// <summary>Writes the addresses of one host; false when one RRset did not fit.</summary>
    public static bool TryWriteAddresses(scoped ReadOnlySpan<byte> owner, ZoneNode node, ref ResponseWriter writer)
    {
        var (a, aaaa) = (node.Find(AType), node.Find(AaaaType));
        var whole = a is null || writer.TryWriteRrset(Section.Additional, owner, a.Value);
        return (aaaa is null || writer.TryWriteRrset(Section.Additional, owner, aaaa.Value)) && whole;
    }
}

/// <summary>The names, in wire form, of the hosts that the records of an RRset point at.</summary>
internal ref struct TargetEnumerator(WireRrset rrset)
{
    private ReadOnlySpan<byte> _records = rrset.Records;

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly TargetEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_records.IsEmpty)
        {
            return false;
        }
        var length = WireRrset.HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(_records[(WireRrset.HeaderLength - 2)..]);
        var target = _records[(WireRrset.HeaderLength + rrset.Type.AdditionalOffset)..length];
        Current = target[..WireName.Length(target)];
        _records = _records[length..];
        return true;
    }
}
