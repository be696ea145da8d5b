using System.Collections.Frozen;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>An IP protocol, by number or name (RFC 1035 section 3.4.2); written as its number.</summary>
internal sealed class ProtocolField(string name) : NamedIntegerField(name, 1, Protocols)
{
    private static readonly FrozenDictionary<string, uint> Protocols = new Dictionary<string, uint>
    {
        ["ICMP"] = 1,
        ["TCP"] = 6,
        ["UDP"] = 17,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
