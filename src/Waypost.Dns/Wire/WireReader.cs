using System.Buffers.Binary;
using Waypost.Dns.Names;

namespace Waypost.Dns.Wire;

/// <summary>Reads fields of a message or of rdata. Every method returns false, and moves nowhere, when the bytes run out.</summary>
public ref struct WireReader
{
    // A name has at most 127 labels, so that more jumps can only be a loop.
    private const int MaxPointers = 127;

    private readonly ReadOnlySpan<byte> _message;
    private readonly bool _compressed;

    /// <summary>Reads a whole message, with compressed names (RFC 1035 section 4.1.4), or rdata that stands alone, without.</summary>
    public WireReader(ReadOnlySpan<byte> message, bool compressed)
    {
        _message = message;
        _compressed = compressed;
    }

    /// <summary>Offset of the next byte.</summary>
    public int Position { get; set; }

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _message.Length - Position;

    /// <summary>Reads one byte.</summary>
    public bool TryReadByte(out byte value)
    {
        value = 0;
        if (Remaining < 1)
        {
            return false;
        }
        value = _message[Position++];
        return true;
    }

    /// <summary>Reads 16 bits in network order.</summary>
    public bool TryReadUInt16(out ushort value)
    {
        value = 0;
        if (Remaining < 2)
        {
            return false;
        }
        value = BinaryPrimitives.ReadUInt16BigEndian(_message[Position..]);
        Position += 2;
        return true;
    }

    /// <summary>Reads 32 bits in network order.</summary>
    public bool TryReadUInt32(out uint value)
    {
        value = 0;
        if (Remaining < 4)
        {
            return false;
        }
        value = BinaryPrimitives.ReadUInt32BigEndian(_message[Position..]);
        Position += 4;
        return true;
    }

    /// <summary>Reads exactly <paramref name="count"/> bytes, without copying.</summary>
    public bool TryReadBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count < 0 || Remaining < count)
        {
            return false;
        }
        bytes = _message.Slice(Position, count);
        Position += count;
        return true;
    }

    /// <summary>Reads a name into <paramref name="name"/>, which holds 255 bytes; pointers may only go backwards.</summary>
    public bool TryReadName(scoped Span<byte> name, out int length)
    {
        length = 0;
        var (at, limit, hops, after) = (Position, Position, 0, -1);
        while (at < _message.Length)
        {
            int label = _message[at];
            if (label >= 0xC0)
            {
                if (!_compressed || at + 1 >= _message.Length || ++hops > MaxPointers)
                {
                    return false;
                }
                after = after < 0 ? at + 2 : after;
                at = ((label & 0x3F) << 8) | _message[at + 1];
                if (at >= limit)
                {
                    return false;
                }
                limit = at;
                continue;
            }
            if (label > WireName.MaxLabelLength || at + label + 1 > _message.Length || length + label + 1 > WireName.MaxLength)
            {
                return false;
            }
            _message.Slice(at, label + 1).CopyTo(name[length..]);
            length += label + 1;
            at += label + 1;
            if (label == 0)
            {
                Position = after < 0 ? at : after;
                return true;
            }
        }
        return false;
    }
}
