namespace Waypost.Dns.Zones;

/// <summary>
/// The names of one version of a zone: those that were loaded, and over them, in a trie, those that changed since. A change costs
/// the same whatever the size of the zone, and versions share all the rest.
/// </summary>
internal sealed class ZoneNames
{
    // A name that was loaded and is gone.
    private static readonly byte[] Gone = [];

    private readonly NameTable _loaded;
    private readonly NameTrie<byte[]> _changed;

    private ZoneNames(NameTable loaded, NameTrie<byte[]> changed, int count) => (_loaded, _changed, Count) = (loaded, changed, count);

    public ZoneNames(NameTable loaded)
        : this(loaded, NameTrie<byte[]>.Empty, loaded.Count)
    {
    }

    public int Count { get; }

    /// <summary>All nodes, each once, in no certain order.</summary>
    public IEnumerable<ZoneNode> Nodes
    {
        get
        {
            foreach (var node in _loaded.Nodes)
            {
                if (_changed.Count == 0 || !_changed.TryFind(node.Key, out _))
                {
                    yield return node;
                }
            }
            foreach (var bytes in _changed.Values)
            {
                if (bytes.Length > 0)
                {
                    yield return new ZoneNode(bytes, 0);
                }
            }
        }
    }

    public bool TryFind(ReadOnlySpan<byte> key, out ZoneNode node)
    {
        var hash = NameHash.Of(key);
        if (_changed.Count > 0 && _changed.TryFind(key, hash, out var bytes))
        {
            node = new ZoneNode(bytes, 0);
            return bytes.Length > 0;
        }
        return _loaded.TryFind(key, hash, out node);
    }

    public ZoneNames Set(ReadOnlySpan<byte> key, byte[] node, object token)
    {
        // Asked first: what the token has copied is written over in place.
        var count = TryFind(key, out _) ? Count : Count + 1;
        return new(_loaded, _changed.Set(key.ToArray(), node, token), count);
    }

    public ZoneNames Remove(ReadOnlySpan<byte> key, object token)
    {
        if (!TryFind(key, out _))
        {
            return this;
        }
        var changed = _loaded.TryFind(key, NameHash.Of(key), out _) ? _changed.Set(key.ToArray(), Gone, token) : _changed.Remove(key);
        return new(_loaded, changed, Count - 1);
    }
}
