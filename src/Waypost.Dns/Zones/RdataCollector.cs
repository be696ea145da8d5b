using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>Gathers the rdata of one RRset in canonical text, without duplicates (RFC 2181 section 5).</summary>
internal sealed class RdataCollector(RdataType type)
{
    private readonly HashSet<string> _seen = [];
    private readonly List<string> _texts = [];

    public RdataType Type { get; } = type;

    public int Count => _texts.Count;

    public int WireLength { get; private set; }

    /// <summary>Adds rdata in wire form; returns the message when it is malformed. Rdata that is there already is dropped.</summary>
    public string? Add(RdataBuffer wire)
    {
        if (!Type.TryFormat(wire.Written, out var text))
        {
            return $"the rdata is not valid for {Type.Mnemonic}";
        }
        if (_seen.Add(Convert.ToHexString(wire.ToCanonical())))
        {
            _texts.Add(text);
            WireLength += wire.Written.Length;
        }
        return null;
    }

    public IReadOnlyList<string> ToSorted()
    {
        _texts.Sort(StringComparer.Ordinal);
        return _texts.ToArray();
    }
}
