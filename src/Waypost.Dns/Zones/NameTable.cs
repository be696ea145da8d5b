namespace Waypost.Dns.Zones;

/// <summary>
/// The names of a zone as it was loaded: nodes one behind the other in a few large arrays, found through one array of hashes. Two
/// memory accesses a lookup, and next to nothing for the garbage collector to look at, whatever the size.
/// </summary>
internal sealed class NameTable
{
    /// <summary>Nodes begin on multiples of this.</summary>
    public const int Alignment = 8;

    /// <summary>Size in bytes of a chunk, but for one node that is larger.</summary>
    public const int MaxChunk = 1 << (ChunkBits + 3);

    private const int ChunkBits = 22;

    private readonly ulong[] _slots;
    private readonly byte[][] _chunks;

    public NameTable(ulong[] slots, byte[][] chunks, int count) => (_slots, _chunks, Count) = (slots, chunks, count);

    public static NameTable Empty { get; } = new([0], [], 0);

    public int Count { get; }

    /// <summary>All nodes, in the order in which they were loaded.</summary>
    public IEnumerable<ZoneNode> Nodes
    {
        get
        {
            foreach (var chunk in _chunks)
            {
                foreach (var node in In(chunk, chunk.Length))
                {
                    yield return node;
                }
            }
        }
    }

    public bool TryFind(ReadOnlySpan<byte> key, ulong hash, out ZoneNode node)
    {
        var slots = _slots;
        var mask = (uint)slots.Length - 1;
        var tag = (uint)(hash >> 32);
        for (var i = tag & mask; ; i = (i + 1) & mask)
        {
            var slot = slots[i];
            if (slot == 0)
            {
                node = default;
                return false;
            }
            if ((uint)(slot >> 32) == tag)
            {
                var (chunk, offset) = Locate(slot);
                node = new ZoneNode(_chunks[chunk], offset);
                if (key.SequenceEqual(node.Key))
                {
                    return true;
                }
            }
        }
    }

    /// <summary>What a slot holds: the hash's upper half, and the place of the node. Zero is a free slot.</summary>
    public static ulong Slot(ulong hash, int chunk, int offset) => (hash & 0xFFFF_FFFF_0000_0000) | (((uint)chunk << ChunkBits) + ((uint)offset >> 3) + 1);

    public static (int Chunk, int Offset) Locate(ulong slot)
    {
        var place = (uint)slot - 1;
        return ((int)(place >> ChunkBits), (int)(place & ((1 << ChunkBits) - 1)) << 3);
    }

    public static int Align(int length) => (length + Alignment - 1) & ~(Alignment - 1);

    /// <summary>The nodes in the first bytes of a chunk, but for those that were given up while it was filled.</summary>
    public static IEnumerable<ZoneNode> In(byte[] chunk, int used)
    {
        for (var offset = 0; offset + ZoneNode.KeyOffset <= used;)
        {
            var node = new ZoneNode(chunk, offset);
            var length = node.Length;
            if (length == 0)
            {
                yield break;
            }
            if (node.Children >= 0)
            {
                yield return node;
            }
            offset += Align(length);
        }
    }
}
