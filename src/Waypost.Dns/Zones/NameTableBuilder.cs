using System.Buffers.Binary;

namespace Waypost.Dns.Zones;

/// <summary>
/// Fills a <see cref="NameTable"/>. RRsets come in any order; they take no more memory than they need when those of one owner come
/// together and owners above before owners below, as the database and most zone files have them.
/// </summary>
internal sealed class NameTableBuilder(int apexLength)
{
    private const int FirstChunk = 1024;
    private const int GivenUp = -1;

    private readonly List<byte[]> _chunks = [];
    private ulong[] _slots = new ulong[16];
    private byte[] _chunk = new byte[FirstChunk];
    private int _used;
    private int _last = -1;
    private int _count;
    private long _lost;
    private long _filled;

    /// <summary>Adds an RRset, in place of one of the same owner and type.</summary>
    public void Add(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> key, ReadOnlySpan<byte> records, ushort count)
    {
        var type = BinaryPrimitives.ReadUInt16BigEndian(records);
        if (_last >= 0 && new ZoneNode(_chunk, _last) is var last && last.Key.SequenceEqual(key) && !last.Has(type)
            && TryExtend(ZoneNode.RrsetHeaderLength + records.Length))
        {
            var bytes = _chunk.AsSpan(_last);
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            NodeBytes.WriteRrset(bytes[length..], type, records, count);
            NodeBytes.CountRrset(bytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes, length + ZoneNode.RrsetHeaderLength + records.Length);
            _used = _last + NameTable.Align(length + ZoneNode.RrsetHeaderLength + records.Length);
            return;
        }
        var hash = NameHash.Of(key);
        var slot = FindSlot(key, hash);
        if (slot < 0)
        {
            CountChild(key);
            var made = Append(NodeBytes.EmptyLength(owner, key) + ZoneNode.RrsetHeaderLength + records.Length);
            NodeBytes.WriteEmpty(made, owner, key, 0);
            NodeBytes.WriteRrset(made[NodeBytes.EmptyLength(owner, key)..], type, records, count);
            NodeBytes.CountRrset(made);
            Register(hash);
            return;
        }
        Replace(slot, hash, NodeBytes.With(NodeAt(_slots[slot]), owner, type, records, count));
    }

    public NameTable Build()
    {
        if (_lost > _filled / 4)
        {
            return Repack();
        }
        Array.Resize(ref _chunk, _used);
        _chunks.Add(_chunk);
        return new NameTable(_slots, [.. _chunks], _count);
    }

    // Each new name counts as a child of the one above, which may be new too.
    private void CountChild(ReadOnlySpan<byte> name)
    {
        while (name.Length > apexLength)
        {
            name = name[(name[0] + 1)..];
            var hash = NameHash.Of(name);
            var slot = FindSlot(name, hash);
            if (slot >= 0)
            {
                var (chunk, offset) = NameTable.Locate(_slots[slot]);
                var children = ChunkAt(chunk).AsSpan(offset + ZoneNode.ChildrenOffset);
                BinaryPrimitives.WriteInt32LittleEndian(children, BinaryPrimitives.ReadInt32LittleEndian(children) + 1);
                return;
            }
            NodeBytes.WriteEmpty(Append(NodeBytes.EmptyLength(name, name)), name, name, 1);
            Register(hash);
        }
    }

    private void Replace(int slot, ulong hash, byte[] node)
    {
        var (chunk, offset) = NameTable.Locate(_slots[slot]);
        var old = ChunkAt(chunk).AsSpan(offset);
        _lost += BinaryPrimitives.ReadInt32LittleEndian(old);
        BinaryPrimitives.WriteInt32LittleEndian(old[ZoneNode.ChildrenOffset..], GivenUp);
        node.CopyTo(Append(node.Length));
        _slots[slot] = NameTable.Slot(hash, _chunks.Count, _last);
    }

    private NameTable Repack()
    {
        var builder = new NameTableBuilder(apexLength);
        _chunks.Add(_chunk);
        for (var i = 0; i < _chunks.Count; i++)
        {
            foreach (var node in NameTable.In(_chunks[i], i == _chunks.Count - 1 ? _used : _chunks[i].Length))
            {
                node.Bytes.CopyTo(builder.Append(node.Length));
                builder.Register(NameHash.Of(node.Key));
            }
        }
        return builder.Build();
    }

    private Span<byte> Append(int length)
    {
        if (!Fits(_used, length))
        {
            _chunk.AsSpan(_used).Clear();
            _chunks.Add(_chunk);
            _chunk = new byte[Math.Max(NameTable.MaxChunk, NameTable.Align(length))];
            _used = 0;
        }
        _last = _used;
        _used += NameTable.Align(length);
        _filled += length;
        return _chunk.AsSpan(_last, length);
    }

    private bool TryExtend(int length)
    {
        var extended = _last + new ZoneNode(_chunk, _last).Length;
        if (!Fits(extended, length))
        {
            return false;
        }
        _filled += length;
        return true;
    }

    private bool Fits(int at, int length)
    {
        var needed = NameTable.Align(at + length);
        if (needed <= _chunk.Length)
        {
            return true;
        }
        if (needed > NameTable.MaxChunk)
        {
            return false;
        }
        Array.Resize(ref _chunk, Math.Min(NameTable.MaxChunk, Math.Max(needed, _chunk.Length * 2)));
        return true;
    }

    private void Register(ulong hash)
    {
        if (++_count * 4L > _slots.Length * 3L)
        {
            Grow();
        }
        Insert(_slots, NameTable.Slot(hash, _chunks.Count, _last));
    }

    private void Grow()
    {
        var grown = new ulong[_slots.Length * 2];
        foreach (var slot in _slots)
        {
            if (slot != 0)
            {
                Insert(grown, slot);
            }
        }
        _slots = grown;
    }

    private static void Insert(ulong[] slots, ulong slot)
    {
        var mask = (uint)slots.Length - 1;
        var i = (uint)(slot >> 32) & mask;
        while (slots[i] != 0)
        {
            i = (i + 1) & mask;
        }
        slots[i] = slot;
    }

    private int FindSlot(ReadOnlySpan<byte> key, ulong hash)
    {
        var mask = (uint)_slots.Length - 1;
        var tag = (uint)(hash >> 32);
        for (var i = tag & mask; _slots[i] != 0; i = (i + 1) & mask)
        {
            if ((uint)(_slots[i] >> 32) == tag && NodeAt(_slots[i]).Key.SequenceEqual(key))
            {
                return (int)i;
            }
        }
        return -1;
    }

    private ZoneNode NodeAt(ulong slot)
    {
        var (chunk, offset) = NameTable.Locate(slot);
        return new ZoneNode(ChunkAt(chunk), offset);
    }

    private byte[] ChunkAt(int chunk) => chunk == _chunks.Count ? _chunk : _chunks[chunk];
}
