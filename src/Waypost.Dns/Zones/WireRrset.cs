using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>
/// An RRset ready for messages: all of each record but its owner, encoded once. A view of bytes that live in a zone's snapshot
/// or in an array of their own; they never change.
/// </summary>
public readonly struct WireRrset
{
    /// <summary>TYPE, CLASS, TTL and RDLENGTH: what stands between the owner and the rdata (RFC 1035 section 3.2.1).</summary>
    public const int HeaderLength = 10;

    private const int TtlOffset = 4;

    private readonly byte[] _buffer;
    private readonly int _offset;
    private readonly int _length;
    private readonly ushort _count;

    internal WireRrset(byte[] buffer, int offset, int length, ushort count) => (_buffer, _offset, _length, _count) = (buffer, offset, length, count);

    /// <summary>TYPE on the wire.</summary>
    public ushort TypeCode => BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_offset));

    /// <summary>The record type, which says where the names in the rdata are.</summary>
    public RdataType Type => RdataRegistry.Find(TypeCode);

    /// <summary>For each record, <see cref="HeaderLength"/> bytes and the rdata.</summary>
    public ReadOnlySpan<byte> Records => _buffer.AsSpan(_offset, _length);

    /// <summary>How many records there are, at least one.</summary>
    public int Count => _count;

    /// <summary>TTL in seconds, the same for all records.</summary>
    public uint Ttl => BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(_offset + TtlOffset));

    /// <summary>Encodes a normalized RRset. Throws <see cref="FormatException"/> when it is not valid.</summary>
    public static WireRrset Encode(ZoneRrset rrset) => new RrsetEncoder().Encode(rrset);

    /// <summary>Wraps well-formed records of one type and TTL, uncompressed, each <see cref="HeaderLength"/> bytes and the rdata.</summary>
    public static WireRrset FromRecords(byte[] records)
    {
        ushort count = 0;
        for (var position = 0; position < records.Length; count++)
        {
            position += RecordLength(records.AsSpan(position));
        }
        return new WireRrset(records, 0, records.Length, count);
    }

    /// <summary>The RRset as text, owned by <paramref name="owner"/>; throws <see cref="FormatException"/> when an rdata is malformed.</summary>
    public ZoneRrset ToText(DnsName owner)
    {
        var type = Type;
        var texts = new List<string>(Count);
        foreach (var rdata in this)
        {
            texts.Add(type.TryFormat(rdata, out var text) ? text : throw new FormatException($"The RRset {owner} {type.Mnemonic} is malformed."));
        }
        texts.Sort(StringComparer.Ordinal);
        return new ZoneRrset(owner.ToString(), type.Mnemonic, Ttl, texts);
    }

    /// <summary>The rdata of each record.</summary>
    public RdataEnumerator GetEnumerator() => new(Records);

    /// <summary>The same records with another TTL.</summary>
    internal WireRrset WithTtl(uint ttl)
    {
        var copy = Records.ToArray();
        for (var position = 0; position < copy.Length; position += RecordLength(copy.AsSpan(position)))
        {
            BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(position + TtlOffset), ttl);
        }
        return new WireRrset(copy, 0, copy.Length, _count);
    }

    internal static int RecordLength(ReadOnlySpan<byte> records) => HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(records[(HeaderLength - 2)..]);
}

/// <summary>Goes through the rdata of an RRset's records.</summary>
public ref struct RdataEnumerator
{
    private ReadOnlySpan<byte> _records;

    internal RdataEnumerator(ReadOnlySpan<byte> records) => _records = records;

    /// <summary>The rdata of the current record.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Moves to the next record; false after the last.</summary>
    public bool MoveNext()
    {
        if (_records.IsEmpty)
        {
            return false;
        }
        var length = WireRrset.RecordLength(_records);
        Current = _records[WireRrset.HeaderLength..length];
        _records = _records[length..];
        return true;
    }
}
