using System.Buffers;
using System.Buffers.Binary;
using Waypost.Dns.Names;

namespace Waypost.Dns.Rdata;

/// <summary>Collects the wire form of one rdata and where its names are.</summary>
public sealed class RdataBuffer
{
    /// <summary>RDLENGTH has 16 bits (RFC 1035 section 3.2.1).</summary>
    public const int MaxLength = ushort.MaxValue;

    private readonly ArrayBufferWriter<byte> _bytes = new(64);
    private readonly List<(int Start, int Length)> _names = [];

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _names.Clear();
    }

    /// <summary>Appends one byte.</summary>
    public void WriteByte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    /// <summary>Appends 16 bits in network order.</summary>
    public void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.GetSpan(2), value);
        _bytes.Advance(2);
    }

    /// <summary>Appends 32 bits in network order.</summary>
    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
    }

    /// <summary>Appends bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Appends a name without compression.</summary>
    public void WriteName(ReadOnlySpan<byte> wire)
    {
        _names.Add((_bytes.WrittenCount, wire.Length));
        _bytes.Write(wire);
    }

    /// <summary>A copy with names in lower case, in which equal rdata has equal bytes (RFC 4034 section 6.2).</summary>
    public byte[] ToCanonical()
    {
        var copy = Written.ToArray();
        foreach (var (start, length) in _names)
        {
            WireName.Lower(copy.AsSpan(start, length), copy.AsSpan(start, length));
        }
        return copy;
    }
}
