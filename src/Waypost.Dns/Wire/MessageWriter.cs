using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Waypost.Dns.Names;

namespace Waypost.Dns.Wire;

/// <summary>Writes a message into a buffer, with name compression (RFC 1035 section 4.1.4). Methods return false when it is full.</summary>
public ref struct MessageWriter
{
    // Pointers have 14 bits.
    private const int MaxPointer = 0x3FFF;

    private readonly Span<byte> _buffer;
    private Offsets _offsets;
    private int _offsetCount;

    /// <summary>Writes into <paramref name="buffer"/> up to <paramref name="limit"/> bytes.</summary>
    public MessageWriter(Span<byte> buffer, int limit)
    {
        _buffer = buffer;
        Limit = Math.Min(limit, buffer.Length);
    }

    /// <summary>How long the message may become.</summary>
    public int Limit { get; set; }

    /// <summary>How long the message is.</summary>
    public int Length { get; private set; }

    /// <summary>A state to come back to with <see cref="Rewind"/>.</summary>
    public readonly (int Length, int Offsets) Mark => (Length, _offsetCount);

    /// <summary>Takes back all that was written after <paramref name="mark"/>.</summary>
    public void Rewind((int Length, int Offsets) mark) => (Length, _offsetCount) = mark;

    /// <summary>Appends bytes.</summary>
    public bool TryWriteBytes(scoped ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > Limit)
        {
            return false;
        }
        bytes.CopyTo(_buffer[Length..]);
        Length += bytes.Length;
        return true;
    }

    /// <summary>Appends 16 bits in network order.</summary>
    public bool TryWriteUInt16(int value)
    {
        if (Length + 2 > Limit)
        {
            return false;
        }
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[Length..], (ushort)value);
        Length += 2;
        return true;
    }

    /// <summary>Overwrites 16 bits at an offset.</summary>
    public readonly void Patch(int offset, int value) => BinaryPrimitives.WriteUInt16BigEndian(_buffer[offset..], (ushort)value);

    /// <summary>Appends a name in full and lets later names point at it: for the question, whose case must not change.</summary>
    public bool TryWriteQuestionName(scoped ReadOnlySpan<byte> name)
    {
        var start = Length;
        if (!TryWriteBytes(name))
        {
            return false;
        }
        for (var position = 0; name[position] != 0; position += name[position] + 1)
        {
            Remember(start + position);
        }
        return true;
    }

    /// <summary>Appends a name, as a pointer where the message holds it, or its tail, already.</summary>
    public bool TryWriteName(scoped ReadOnlySpan<byte> name)
    {
        // The labels of this name lead nowhere yet: what follows them in the buffer is of another message.
        var known = _offsetCount;
        for (var position = 0; ; position += name[position] + 1)
        {
            if (name[position] == 0)
            {
                return TryWriteBytes(name[position..]);
            }
            var pointer = Find(name[position..], known);
            if (pointer >= 0)
            {
                return TryWriteUInt16(0xC000 | pointer);
            }
            if (!TryWriteBytes(name.Slice(position, name[position] + 1)))
            {
                return false;
            }
            Remember(Length - name[position] - 1);
        }
    }

    private void Remember(int offset)
    {
        if (_offsetCount < Offsets.Count && offset <= MaxPointer)
        {
            _offsets[_offsetCount++] = (ushort)offset;
        }
    }

    private readonly int Find(scoped ReadOnlySpan<byte> suffix, int known)
    {
        for (var i = 0; i < known; i++)
        {
            if (Matches(_offsets[i], suffix))
            {
                return _offsets[i];
            }
        }
        return -1;
    }

    // What was written here is well formed and points only backwards.
    private readonly bool Matches(int offset, scoped ReadOnlySpan<byte> suffix)
    {
        while (true)
        {
            int label = _buffer[offset];
            if (label >= 0xC0)
            {
                offset = ((label & 0x3F) << 8) | _buffer[offset + 1];
                continue;
            }
            if (label != suffix[0])
            {
                return false;
            }
            if (label == 0)
            {
                return true;
            }
            if (!WireName.EqualsIgnoreCase(_buffer.Slice(offset + 1, label), suffix.Slice(1, label)))
            {
                return false;
            }
            offset += label + 1;
            suffix = suffix[(label + 1)..];
        }
    }

    [InlineArray(Count)]
    private struct Offsets
    {
        public const int Count = 64;

        private ushort _first;
    }
}
