using System.Buffers.Binary;
using Waypost.Dns.Names;

namespace Waypost.Dns.Rdata;

/// <summary>Collects the wire form of one rdata and where its names are.</summary>
public sealed class RdataBuffer
{
    /// <summary>RDLENGTH has 16 bits (RFC 1035 section 3.2.1).</summary>
    public const int MaxLength = ushort.MaxValue;

    private readonly List<(int Start, int Length)> _names = [];
    private byte[] _bytes = new byte[128];
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Where the names are, in order.</summary>
    public IReadOnlyList<(int Start, int Length)> Names => _names;

    internal ReadOnlySpan<(int Start, int Length)> NameSpan => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_names);

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        _length = 0;
        _names.Clear();
    }

    /// <summary>Appends one byte.</summary>
    public void WriteByte(byte value) => Take(1)[0] = value;

    /// <summary>Appends 16 bits in network order.</summary>
    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    /// <summary>Appends 32 bits in network order.</summary>
    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    /// <summary>Appends bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Appends a name without compression.</summary>
    public void WriteName(ReadOnlySpan<byte> wire)
    {
        _names.Add((_length, wire.Length));
        WriteBytes(wire);
    }

    /// <summary>Writes names in lower case, so that equal rdata has equal bytes (RFC 4034 section 6.2), and returns it.</summary>
    public ReadOnlySpan<byte> Canonicalize()
    {
        foreach (var (start, length) in _names)
        {
            WireName.Lower(_bytes.AsSpan(start, length), _bytes.AsSpan(start, length));
        }
        return Written;
    }

    /// <summary>A copy with names in lower case (RFC 4034 section 6.2).</summary>
    public byte[] ToCanonical()
    {
        var copy = Written.ToArray();
        foreach (var (start, length) in _names)
        {
            WireName.Lower(copy.AsSpan(start, length), copy.AsSpan(start, length));
        }
        return copy;
    }

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
