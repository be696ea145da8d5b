namespace Waypost.Dns.Zones;

/// <summary>The names of one zone while a version is made: keeps empty non-terminals there as long as something is below them.</summary>
internal sealed class ZoneTree(ZoneNames names, int apexLength)
{
    // What this tree has copied it may write over, until somebody takes the names.
    private readonly object _token = new();

    private ZoneNames _names = names;

    // The name above the one set last, and how many new names it has got since: most changes are of one family.
    private byte[] _parent = [];
    private int _born;

    public ZoneNames Names
    {
        get
        {
            Settle();
            return _names;
        }
        private set => _names = value;
    }

    public void Set(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> key, ReadOnlySpan<byte> records, ushort count)
    {
        var type = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(records);
        if (_born > 0 && key.SequenceEqual(_parent))
        {
            Settle();
        }
        if (_names.TryFind(key, out var node))
        {
            _names = _names.Set(key, NodeBytes.With(node, owner, type, records, count), _token);
            return;
        }
        node = new ZoneNode(NodeBytes.Empty(key, key, 0), 0);
        _names = _names.Set(key, NodeBytes.With(node, owner, type, records, count), _token);
        if (key.Length <= apexLength)
        {
            return;
        }
        var parent = Parent(key);
        if (_born == 0 || !parent.SequenceEqual(_parent))
        {
            Settle();
            _parent = parent.ToArray();
        }
        _born++;
    }

    public void Remove(ReadOnlySpan<byte> key, ushort type)
    {
        if (!Names.TryFind(key, out var node))
        {
            return;
        }
        node = new ZoneNode(NodeBytes.Without(node, type), 0);
        Names = Names.Set(key, node.Bytes.ToArray(), _token);
        for (var name = key; node.RrsetCount == 0 && node.Children == 0 && name.Length > apexLength;)
        {
            Names = Names.Remove(name, _token);
            name = Parent(name);
            if (!Names.TryFind(name, out var above))
            {
                return;
            }
            var bytes = NodeBytes.WithChildren(above, above.Children - 1);
            Names = Names.Set(name, bytes, _token);
            node = new ZoneNode(bytes, 0);
        }
    }

    // Each new name counts as a child of the one above, which may be new too.
    private void Settle()
    {
        var born = _born;
        _born = 0;
        for (ReadOnlySpan<byte> name = _parent; born > 0; born = 1)
        {
            if (_names.TryFind(name, out var above))
            {
                _names = _names.Set(name, NodeBytes.WithChildren(above, above.Children + born), _token);
                return;
            }
            _names = _names.Set(name, NodeBytes.Empty(name, name, born), _token);
            if (name.Length <= apexLength)
            {
                return;
            }
            name = Parent(name);
        }
    }

    private static ReadOnlySpan<byte> Parent(ReadOnlySpan<byte> name) => name[(name[0] + 1)..];
}
