using System.Collections.Frozen;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A DNSSEC algorithm, by number or by mnemonic (RFC 4034 section 2.2 and appendix A.1); written as its number.</summary>
internal sealed class AlgorithmField(string name) : NamedIntegerField(name, 1, Algorithms)
{
    /// <summary>The mnemonics, whatever their case, with their numbers.</summary>
    public static FrozenDictionary<string, uint> Algorithms { get; } = new Dictionary<string, uint>
    {
        ["DELETE"] = 0,
        ["RSAMD5"] = 1,
        ["DH"] = 2,
        ["DSA"] = 3,
        ["RSASHA1"] = 5,
        ["NSEC3DSA"] = 6,
        ["NSEC3RSASHA1"] = 7,
        ["RSASHA256"] = 8,
        ["RSASHA512"] = 10,
        ["ECCGOST"] = 12,
        ["ECDSAP256SHA256"] = 13,
        ["ECDSAP384SHA384"] = 14,
        ["ED25519"] = 15,
        ["ED448"] = 16,
        ["INDIRECT"] = 252,
        ["PRIVATEDNS"] = 253,
        ["PRIVATEOID"] = 254,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
