using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>One version of a zone, immutable, ready to answer; versions share what did not change.</summary>
public sealed class ZoneSnapshot
{
    private const ushort SoaType = 6;
    private const int SoaTimersLength = 20;

    private readonly byte[] _key;

    internal ZoneSnapshot(byte[] key, ZoneNames names)
    {
        (_key, Nodes) = (key, names);
        Origin = DnsName.FromWire(key)!.ToString();
        if (!names.TryFind(key, out var apex) || apex.Find(SoaType) is not { Records.Length: > WireRrset.HeaderLength + SoaTimersLength } soa)
        {
            throw new FormatException($"The zone {Origin} has no SOA.");
        }
        var timers = soa.Records[^SoaTimersLength..];
        Serial = BinaryPrimitives.ReadUInt32BigEndian(timers);
        // RFC 2308 section 3: negative answers live for the lesser of the SOA's TTL and its MINIMUM.
        NegativeSoa = soa.WithTtl(Math.Min(soa.Ttl, BinaryPrimitives.ReadUInt32BigEndian(timers[16..])));
    }

    /// <summary>Absolute lower-case name with its final dot.</summary>
    public string Origin { get; }

    /// <summary>The serial of this version.</summary>
    public uint Serial { get; }

    /// <summary>The SOA RRset of this version, as text.</summary>
    public ZoneRrset Soa => Nodes.TryFind(_key, out var apex) && apex.Find(SoaType) is { } soa
        ? soa.ToText(DnsName.FromWire(apex.Owner.Span)!)
        : throw new InvalidOperationException($"The zone {Origin} has no SOA.");

    /// <summary>How many names there are, empty non-terminals included.</summary>
    public int NameCount => Nodes.Count;

    /// <summary>Origin in lower-case wire form.</summary>
    internal ReadOnlySpan<byte> Key => _key;

    internal ZoneNames Nodes { get; }

    internal WireRrset NegativeSoa { get; }

    /// <summary>
    /// Builds a zone from normalized RRsets. Throws <see cref="FormatException"/> when one is malformed, out of the zone, or
    /// the SOA is missing: <see cref="ZoneChecker"/> tells beforehand.
    /// </summary>
    public static ZoneSnapshot Build(string origin, IEnumerable<ZoneRrset> rrsets)
    {
        var builder = new ZoneSnapshotBuilder(origin);
        foreach (var rrset in rrsets)
        {
            builder.Add(rrset);
        }
        return builder.Build();
    }

    /// <summary>The same from RRsets in wire form, such as a zone transfer brings.</summary>
    public static ZoneSnapshot FromWire(string origin, IEnumerable<OwnedRrset> rrsets)
    {
        var builder = new ZoneSnapshotBuilder(origin);
        foreach (var (owner, rrset) in rrsets)
        {
            builder.Add(owner.Span, rrset.Records, (ushort)rrset.Count);
        }
        return builder.Build();
    }

    /// <summary>The next version, with the changes made in order; its serial is the one in the SOA that the changes set.</summary>
    public ZoneSnapshot With(IReadOnlyList<RrsetChange> changes)
    {
        var tree = new ZoneTree(Nodes, _key.Length);
        var encoder = new RrsetEncoder();
        foreach (var change in changes)
        {
            if (change is EncodedChange encoded && WireName.IsAtOrBelow(encoded.Owner.Wire, _key))
            {
                tree.Set(encoded.Owner.Wire, encoded.Owner.ToLowerWire(), encoded.Records, (ushort)encoded.After!.Rdata.Count);
            }
            else if (change.After is { } after)
            {
                var owner = OwnerOf(after);
                tree.Set(owner.Wire, owner.ToLowerWire(), encoder.EncodeRecords(after), (ushort)after.Rdata.Count);
            }
            else if (change.Before is { } before && RdataRegistry.TryFind(before.Type, out var type))
            {
                tree.Remove(OwnerOf(before).ToLowerWire(), type.Code);
            }
        }
        return new ZoneSnapshot(_key, tree.Names);
    }

    /// <summary>
    /// All RRsets, the SOA first and the rest of the apex next, then the other names, those of one name together. Bounded memory;
    /// the snapshot does not change meanwhile, whatever is published.
    /// </summary>
    public IEnumerable<OwnedRrset> EnumerateRrsets()
    {
        Nodes.TryFind(_key, out var apex);
        yield return new OwnedRrset(apex.Owner, apex.Find(SoaType)!.Value);
        foreach (var rrset in apex.Rrsets)
        {
            if (rrset.TypeCode != SoaType)
            {
                yield return new OwnedRrset(apex.Owner, rrset);
            }
        }
        foreach (var node in Nodes.Nodes)
        {
            if (node.Key.Length == _key.Length)
            {
                continue;
            }
            foreach (var rrset in node.Rrsets)
            {
                yield return new OwnedRrset(node.Owner, rrset);
            }
        }
    }

    /// <summary>The RRset of a name and a type, or null; the name in lower-case wire form.</summary>
    public WireRrset? FindRrset(ReadOnlySpan<byte> lowerName, ushort type) => Nodes.TryFind(lowerName, out var node) ? node.Find(type) : null;

    private DnsName OwnerOf(ZoneRrset rrset)
    {
        var owner = ZoneSnapshotBuilder.ParseName(rrset.Owner);
        return WireName.IsAtOrBelow(owner.Wire, _key) ? owner : throw new FormatException($"The owner {rrset.Owner} is not in the zone {Origin}.");
    }
}
