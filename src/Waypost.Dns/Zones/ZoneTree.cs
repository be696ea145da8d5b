namespace Waypost.Dns.Zones;

/// <summary>The names of one zone while a version is made: keeps empty non-terminals there as long as something is below them.</summary>
internal sealed class ZoneTree(ZoneNames names, int apexLength)
{
    public ZoneNames Names { get; private set; } = names;

    public void Set(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> key, ReadOnlySpan<byte> records, ushort count)
    {
        var type = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(records);
        if (Names.TryFind(key, out var node))
        {
            Names = Names.Set(key, NodeBytes.With(node, owner, type, records, count));
            return;
        }
        node = new ZoneNode(NodeBytes.Empty(key, key, 0), 0);
        Names = Names.Set(key, NodeBytes.With(node, owner, type, records, count));
        // Each new name counts as a child of the one above, which may be new too.
        for (var name = key; name.Length > apexLength;)
        {
            var parent = Parent(name);
            if (Names.TryFind(parent, out var above))
            {
                Names = Names.Set(parent, NodeBytes.WithChildren(above, above.Children + 1));
                return;
            }
            Names = Names.Set(parent, NodeBytes.Empty(parent, parent, 1));
            name = parent;
        }
    }

    public void Remove(ReadOnlySpan<byte> key, ushort type)
    {
        if (!Names.TryFind(key, out var node))
        {
            return;
        }
        node = new ZoneNode(NodeBytes.Without(node, type), 0);
        Names = Names.Set(key, node.Bytes.ToArray());
        for (var name = key; node.RrsetCount == 0 && node.Children == 0 && name.Length > apexLength;)
        {
            Names = Names.Remove(name);
            name = Parent(name);
            if (!Names.TryFind(name, out var above))
            {
                return;
            }
            var bytes = NodeBytes.WithChildren(above, above.Children - 1);
            Names = Names.Set(name, bytes);
            node = new ZoneNode(bytes, 0);
        }
    }

    private static ReadOnlySpan<byte> Parent(ReadOnlySpan<byte> name) => name[(name[0] + 1)..];
}
