using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>One version of a zone, immutable, ready to answer; versions share what did not change.</summary>
public sealed class ZoneSnapshot
{
    private const string SoaType = "SOA";

    private readonly byte[] _key;

    private ZoneSnapshot(string origin, byte[] key, NameTrie<ZoneNode> nodes, ZoneRrset soa)
    {
        (Origin, _key, Nodes, Soa) = (origin, key, nodes, soa);
        Serial = SoaSerial.Read(soa);
        // RFC 2308 section 3: negative answers live for the lesser of the SOA's TTL and its MINIMUM.
        var minimum = uint.Parse(soa.Rdata[0].AsSpan(soa.Rdata[0].LastIndexOf(' ') + 1), System.Globalization.CultureInfo.InvariantCulture);
        NegativeSoa = WireRrset.Encode(soa, Math.Min(soa.Ttl, minimum));
    }

    /// <summary>Absolute lower-case name with its final dot.</summary>
    public string Origin { get; }

    /// <summary>The serial of this version.</summary>
    public uint Serial { get; }

    /// <summary>The SOA RRset of this version.</summary>
    public ZoneRrset Soa { get; }

    /// <summary>How many names there are, empty non-terminals included.</summary>
    public int NameCount => Nodes.Count;

    /// <summary>Origin in lower-case wire form.</summary>
    internal ReadOnlySpan<byte> Key => _key;

    internal NameTrie<ZoneNode> Nodes { get; }

    internal WireRrset NegativeSoa { get; }

    /// <summary>
    /// Builds a zone from normalized RRsets. Throws <see cref="FormatException"/> when one is malformed, out of the zone, or
    /// the SOA is missing: <see cref="ZoneChecker"/> tells beforehand.
    /// </summary>
    public static ZoneSnapshot Build(string origin, IEnumerable<ZoneRrset> rrsets)
    {
        var zone = ParseName(RrsetNormalizer.NormalizeZoneName(origin) ?? origin);
        var tree = new ZoneTree(NameTrie<ZoneNode>.Empty, zone.Wire.Length);
        ZoneRrset? soa = null;
        foreach (var rrset in rrsets)
        {
            Set(tree, zone, rrset);
            soa = rrset.Type == SoaType ? rrset : soa;
        }
        return new ZoneSnapshot(zone.ToString(), zone.ToLowerWire(), tree.Nodes, soa ?? throw new FormatException($"The zone {origin} has no SOA."));
    }

    /// <summary>The next version, with the changes made in order; its serial is the one in the SOA that the changes set.</summary>
    public ZoneSnapshot With(IReadOnlyList<RrsetChange> changes)
    {
        var zone = ParseName(Origin);
        var tree = new ZoneTree(Nodes, zone.Wire.Length);
        var soa = Soa;
        foreach (var change in changes)
        {
            if (change.After is { } after)
            {
                Set(tree, zone, after);
                soa = after.Type == SoaType ? after : soa;
            }
            else if (change.Before is { } before && RdataRegistry.TryFind(before.Type, out var type))
            {
                tree.Remove(ParseName(before.Owner).ToLowerWire(), type.Code);
            }
        }
        return new ZoneSnapshot(Origin, _key, tree.Nodes, soa);
    }

    private static void Set(ZoneTree tree, DnsName zone, ZoneRrset rrset)
    {
        var owner = ParseName(rrset.Owner);
        if (!owner.IsAtOrBelow(zone))
        {
            throw new FormatException($"The owner {rrset.Owner} is not in the zone {zone}.");
        }
        tree.Set(owner.ToLowerWire(), WireRrset.Encode(rrset));
    }

    private static DnsName ParseName(string name) =>
        DnsName.TryParse(name, DnsName.Root, out var parsed, out var error) ? parsed : throw new FormatException($"'{name}' is not a name: {error}.");
}
