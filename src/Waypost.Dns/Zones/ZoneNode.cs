using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Waypost.Dns.Zones;

/// <summary>
/// One name of a zone: a view of its bytes, which hold the owner and all its RRsets one behind the other. A node without RRsets
/// is an empty non-terminal (RFC 4592 section 2.2.2).
/// </summary>
/// <remarks>
/// Layout: int length of all, int children, byte length of the key, byte 1 when the owner's case is kept, ushort count of RRsets;
/// the key (owner in lower case), the owner as written when it differs; for each RRset ushort type, ushort count, int length, records.
/// </remarks>
internal readonly struct ZoneNode(byte[] buffer, int offset)
{
    public const int ChildrenOffset = 4;
    public const int KeyLengthOffset = 8;
    public const int CasedOffset = 9;
    public const int RrsetCountOffset = 10;
    public const int KeyOffset = 12;
    public const int RrsetHeaderLength = 8;

    public int Length => BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(offset));

    /// <summary>How many names are directly below.</summary>
    public int Children => BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(offset + ChildrenOffset));

    public int RrsetCount => BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(offset + RrsetCountOffset));

    /// <summary>The owner in lower-case wire form.</summary>
    public ReadOnlySpan<byte> Key => buffer.AsSpan(offset + KeyOffset, KeyLength);

    /// <summary>The owner in wire form, its case as written.</summary>
    public ReadOnlyMemory<byte> Owner => buffer.AsMemory(offset + KeyOffset + (buffer[offset + CasedOffset] * KeyLength), KeyLength);

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(offset, Length);

    public RrsetEnumerator Rrsets => new(buffer, FirstRrset, RrsetCount);

    public WireRrset? First => RrsetCount > 0 ? At(FirstRrset) : null;

    private int KeyLength => buffer[offset + KeyLengthOffset];

    private int FirstRrset => offset + KeyOffset + ((buffer[offset + CasedOffset] + 1) * KeyLength);

    public WireRrset? Find(ushort type) => TryFind(type, out var rrset) ? rrset : null;

    public bool Has(ushort type) => TryFind(type, out _);

    public bool TryFind(ushort type, out WireRrset rrset)
    {
        var position = FirstRrset;
        for (var left = RrsetCount; left > 0; left--)
        {
            var header = buffer.AsSpan(position, RrsetHeaderLength);
            var length = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
            if (BinaryPrimitives.ReadUInt16LittleEndian(header) == type)
            {
                rrset = new WireRrset(buffer, position + RrsetHeaderLength, length, BinaryPrimitives.ReadUInt16LittleEndian(header[2..]));
                return true;
            }
            position += RrsetHeaderLength + length;
        }
        rrset = default;
        return false;
    }

    private WireRrset At(int position)
    {
        var header = buffer.AsSpan(position, RrsetHeaderLength);
        return new WireRrset(buffer, position + RrsetHeaderLength, BinaryPrimitives.ReadInt32LittleEndian(header[4..]), BinaryPrimitives.ReadUInt16LittleEndian(header[2..]));
    }

    /// <summary>Goes through the RRsets of one name.</summary>
    [SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "An enumerator belongs to what it goes through.")]
    internal struct RrsetEnumerator(byte[] buffer, int position, int left)
    {
        private int _next = position;
        private int _left = left;

        public WireRrset Current { get; private set; }

        public readonly RrsetEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_left == 0)
            {
                return false;
            }
            _left--;
            var header = buffer.AsSpan(_next, RrsetHeaderLength);
            var length = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
            Current = new WireRrset(buffer, _next + RrsetHeaderLength, length, BinaryPrimitives.ReadUInt16LittleEndian(header[2..]));
            _next += RrsetHeaderLength + length;
            return true;
        }
    }
}
