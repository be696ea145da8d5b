using System.Collections.Frozen;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>What kind of certificate a CERT record holds, by number or mnemonic (RFC 4398 section 2.1); written as its number.</summary>
internal sealed class CertificateTypeField(string name) : NamedIntegerField(name, 2, Types)
{
    private static readonly FrozenDictionary<string, uint> Types = new Dictionary<string, uint>
    {
        ["PKIX"] = 1,
        ["SPKI"] = 2,
        ["PGP"] = 3,
        ["IPKIX"] = 4,
        ["ISPKI"] = 5,
        ["IPGP"] = 6,
        ["ACPKIX"] = 7,
        ["IACPKIX"] = 8,
        ["URI"] = 253,
        ["OID"] = 254,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
