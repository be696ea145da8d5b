using System.Collections.Frozen;
using Waypost.Dns.Names;

namespace Waypost.Dns.Tsig;

/// <summary>The keys that are known now. Readers take no lock: a writer swaps in a new set.</summary>
public sealed class TsigKeyring
{
    private readonly Lock _writers = new();
    private FrozenDictionary<DnsName, TsigKey> _keys = FrozenDictionary<DnsName, TsigKey>.Empty;

    /// <summary>
    /// Whether keys of HMAC-MD5 and HMAC-SHA-1 are accepted. RFC 8945 section 6 says not to use them; some ACME clients
    /// and old DHCP servers know nothing better.
    /// </summary>
    public bool AcceptLegacyAlgorithms { get; set; }

    /// <summary>The keys, in no order.</summary>
    public IReadOnlyCollection<TsigKey> Keys => Volatile.Read(ref _keys).Values;

    /// <summary>The key with this name, or null.</summary>
    public TsigKey? Find(DnsName name) => Volatile.Read(ref _keys).GetValueOrDefault(name);

    /// <summary>Uses exactly these keys from now on; of two with one name, the later.</summary>
    public void Publish(IEnumerable<TsigKey> keys)
    {
        var next = new Dictionary<DnsName, TsigKey>();
        foreach (var key in keys)
        {
            next[key.Name] = key;
        }
        lock (_writers)
        {
            Volatile.Write(ref _keys, next.ToFrozenDictionary());
        }
    }

    /// <summary>Uses this key from now on, in place of any other of its name.</summary>
    public void Set(TsigKey key)
    {
        lock (_writers)
        {
            Publish([.. Keys, key]);
        }
    }

    /// <summary>Forgets the key of a name.</summary>
    public void Remove(string name)
    {
        if (!DnsName.TryParse(name, DnsName.Root, out var gone, out _))
        {
            return;
        }
        lock (_writers)
        {
            Publish(Keys.Where(key => !key.Name.Equals(gone)));
        }
    }
}
