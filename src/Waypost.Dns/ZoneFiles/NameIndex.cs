using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Numbers names in the order in which they come, without regard to case: an open hash table over an arena.</summary>
internal sealed class NameIndex(ByteArena arena)
{
    private readonly RowTable<Row> _rows = new();
    private int[] _slots = new int[1024];

    public int Count => _rows.Count;

    public ReadOnlySpan<byte> this[int name] => arena[_rows[name].Place];

    /// <summary>The number of a name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> wire) => Search(wire, Hash(wire), out _);

    /// <summary>The number of a name, added when it is new.</summary>
    public int Add(ReadOnlySpan<byte> wire)
    {
        var hash = Hash(wire);
        var found = Search(wire, hash, out var slot);
        if (found >= 0)
        {
            return found;
        }
        var row = _rows.Add(new Row(arena.Add(wire), hash));
        _slots[slot] = row + 1;
        if (_rows.Count > _slots.Length / 2)
        {
            Grow();
        }
        return row;
    }

    private static uint Hash(ReadOnlySpan<byte> wire)
    {
        Span<byte> lower = stackalloc byte[WireName.MaxLength];
        WireName.Lower(wire, lower);
        return (uint)NameHash.Of(lower[..wire.Length]);
    }

    private int Search(ReadOnlySpan<byte> wire, uint hash, out int slot)
    {
        for (slot = (int)(hash & (uint)(_slots.Length - 1)); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            ref var row = ref _rows[_slots[slot] - 1];
            if (row.Hash == hash && WireName.EqualsIgnoreCase(arena[row.Place], wire))
            {
                return _slots[slot] - 1;
            }
        }
        return -1;
    }

    private void Grow()
    {
        var slots = new int[_slots.Length * 2];
        for (var row = 0; row < _rows.Count; row++)
        {
            var slot = (int)(_rows[row].Hash & (uint)(slots.Length - 1));
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }
            slots[slot] = row + 1;
        }
        _slots = slots;
    }

    private readonly record struct Row(uint Place, uint Hash);
}
