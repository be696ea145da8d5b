namespace Waypost.Dns.Zones;

/// <summary>The names of one zone while a version is made: keeps empty non-terminals there as long as something is below them.</summary>
internal sealed class ZoneTree(NameTrie<ZoneNode> nodes, int apexLength)
{
    public NameTrie<ZoneNode> Nodes { get; private set; } = nodes;

    public void Set(byte[] owner, WireRrset rrset)
    {
        if (Nodes.TryFind(owner, out var node))
        {
            Nodes = Nodes.Set(owner, node.With(rrset));
            return;
        }
        Nodes = Nodes.Set(owner, ZoneNode.Empty.With(rrset));
        // Each new name counts as a child of the one above, which may be new too.
        for (var name = owner; name.Length > apexLength;)
        {
            var parent = Parent(name);
            var known = Nodes.TryFind(parent, out var above);
            Nodes = Nodes.Set(parent, (above ?? ZoneNode.Empty) with { Children = (above?.Children ?? 0) + 1 });
            if (known)
            {
                return;
            }
            name = parent;
        }
    }

    public void Remove(byte[] owner, ushort type)
    {
        if (!Nodes.TryFind(owner, out var node))
        {
            return;
        }
        node = node.Without(type);
        Nodes = Nodes.Set(owner, node);
        for (var name = owner; node.Rrsets.Length == 0 && node.Children == 0 && name.Length > apexLength;)
        {
            Nodes = Nodes.Remove(name);
            name = Parent(name);
            if (!Nodes.TryFind(name, out var above))
            {
                return;
            }
            node = above with { Children = above.Children - 1 };
            Nodes = Nodes.Set(name, node);
        }
    }

    private static byte[] Parent(byte[] name) => name[(name[0] + 1)..];
}
