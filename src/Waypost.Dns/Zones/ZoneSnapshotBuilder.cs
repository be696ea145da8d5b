using Waypost.Dns.Names;

namespace Waypost.Dns.Zones;

/// <summary>
/// Collects the RRsets of a zone, from text or wire form, for a <see cref="ZoneSnapshot"/>. Fastest, and smallest on the way, when the
/// RRsets of one owner come together and owners above before those below; any order is right.
/// </summary>
public sealed class ZoneSnapshotBuilder
{
    private readonly DnsName _zone;
    private readonly byte[] _key;
    private readonly NameTableBuilder _names;
    private readonly RrsetEncoder _encoder = new();

    /// <summary>Begins a zone; throws <see cref="FormatException"/> when <paramref name="origin"/> is not a name.</summary>
    public ZoneSnapshotBuilder(string origin)
    {
        _zone = ParseName(RrsetNormalizer.NormalizeZoneName(origin) ?? origin);
        _key = _zone.ToLowerWire();
        _names = new NameTableBuilder(_key.Length);
    }

    /// <summary>Adds a normalized RRset; throws <see cref="FormatException"/> when it is malformed or out of the zone.</summary>
    public void Add(ZoneRrset rrset)
    {
        Span<byte> owner = stackalloc byte[WireName.MaxLength];
        var records = _encoder.EncodeRecords(rrset);
        Add(QuickRdata.TryEncodeName(rrset.Owner, owner, out var length) ? owner[..length] : ParseName(rrset.Owner).Wire, records, (ushort)rrset.Rdata.Count);
    }

    /// <summary>
    /// Adds an RRset of one record of a common type; false when it is not such a one, or not canonical, and must be added as a
    /// <see cref="ZoneRrset"/>. Allocates nothing.
    /// </summary>
    public bool TryAddSingle(ReadOnlySpan<char> owner, ReadOnlySpan<char> type, uint ttl, ReadOnlySpan<char> rdata)
    {
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        Span<byte> record = stackalloc byte[WireRrset.HeaderLength + WireName.MaxLength];
        if (QuickRdata.TypeOf(type) is var code and not 0
            && QuickRdata.TryEncode(code, rdata, record[WireRrset.HeaderLength..], out var length)
            && QuickRdata.TryEncodeName(owner, name, out var nameLength))
        {
            RrsetEncoder.WriteHeader(record, code, ttl, length);
            Add(name[..nameLength], record[..(WireRrset.HeaderLength + length)], 1);
            return true;
        }
        return false;
    }

    /// <summary>Adds an RRset in wire form, well formed, in place of one of the same owner and type.</summary>
    public void Add(ReadOnlySpan<byte> owner, WireRrset rrset) => Add(owner, rrset.Records, (ushort)rrset.Count);

    /// <summary>The zone; throws <see cref="FormatException"/> when it has no SOA. The builder is spent.</summary>
    public ZoneSnapshot Build() => new(_key, new ZoneNames(_names.Build()));

    internal void Add(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> records, ushort count)
    {
        if (!WireName.IsAtOrBelow(owner, _key))
        {
            throw new FormatException($"The owner {DnsName.FromWire(owner)} is not in the zone {_zone}.");
        }
        Span<byte> key = stackalloc byte[WireName.MaxLength];
        key = key[..owner.Length];
        WireName.Lower(owner, key);
        _names.Add(owner, key, records, count);
    }

    internal static DnsName ParseName(string name) =>
        DnsName.TryParse(name, DnsName.Root, out var parsed, out var error) ? parsed : throw new FormatException($"'{name}' is not a name: {error}.");
}
