using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>Gathers the rdata of one RRset in canonical text, without duplicates (RFC 2181 section 5).</summary>
internal sealed class RdataCollector(RdataType type)
{
    // An RRset that does not fit into a message of 65535 bytes with a question, an owner a record and OPT cannot be served.
    private const int MaxWireLength = 65000;
    private const int RecordOverhead = 12;

    private readonly List<string> _texts = [];
    private byte[] _first = [];
    private HashSet<string>? _seen;
    private int _wireLength;

    public RdataType Type { get; } = type;

    /// <summary>Adds rdata in wire form; returns the message when it is refused. Rdata that is there already is dropped.</summary>
    public string? Add(RdataBuffer wire)
    {
        if (!Type.TryFormat(wire.Written, out var text))
        {
            return $"the rdata is not valid for {Type.Mnemonic}";
        }
        if (!IsNew(wire.ToCanonical()))
        {
            return null;
        }
        _wireLength += wire.Written.Length + RecordOverhead;
        if (_wireLength > MaxWireLength)
        {
            return "the records together do not fit into a DNS message";
        }
        _texts.Add(text);
        return null;
    }

    public IReadOnlyList<string> ToSorted()
    {
        _texts.Sort(StringComparer.Ordinal);
        return _texts.ToArray();
    }

    // Most RRsets are one record, for which a set would be waste.
    private bool IsNew(byte[] canonical)
    {
        if (_texts.Count == 0)
        {
            _first = canonical;
            return true;
        }
        _seen ??= [Convert.ToHexString(_first)];
        return _seen.Add(Convert.ToHexString(canonical));
    }
}
