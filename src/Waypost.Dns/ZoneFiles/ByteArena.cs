using System.Buffers.Binary;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Byte strings of up to 65535 bytes, one behind the other in large blocks: millions of them cost the garbage collector nothing.</summary>
internal sealed class ByteArena
{
    private const int BlockBits = 20;
    private const int BlockLength = 1 << BlockBits;
    private const int MaxBlocks = 1 << (32 - BlockBits);

    private readonly List<byte[]> _blocks = [];
    private int _used = BlockLength;

    /// <summary>Copies bytes in; the result finds them again. Throws <see cref="InvalidDataException"/> past 4 GiB.</summary>
    public uint Add(ReadOnlySpan<byte> bytes)
    {
        if (_used + sizeof(ushort) + bytes.Length > BlockLength)
        {
            if (_blocks.Count == MaxBlocks)
            {
                throw new InvalidDataException("The zone has more than 4 GiB of names and data.");
            }
            _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockLength));
            _used = 0;
        }
        var place = ((uint)(_blocks.Count - 1) << BlockBits) | (uint)_used;
        var target = _blocks[^1].AsSpan(_used);
        BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)bytes.Length);
        bytes.CopyTo(target[sizeof(ushort)..]);
        _used += sizeof(ushort) + bytes.Length;
        return place;
    }

    public ReadOnlySpan<byte> this[uint place]
    {
        get
        {
            var (block, offset) = (_blocks[(int)(place >> BlockBits)], (int)(place & (BlockLength - 1)));
            return block.AsSpan(offset + sizeof(ushort), BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(offset)));
        }
    }
}
