using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>The names and numbers of DNSSEC algorithms and digests, as named.conf takes them.</summary>
internal static class AlgorithmNames
{
    private static readonly string[] Digests = ["SHA-1", "SHA1", "SHA-256", "SHA256", "SHA-384", "SHA384", "GOST"];

    public static bool IsAlgorithm(string text) => TryAlgorithm(text, out _);

    /// <summary>Reads a number or a mnemonic: those of records but DELETE, which signs nothing, and BIND's short forms of two.</summary>
    public static bool TryAlgorithm(string text, out int number)
    {
        var mnemonic = text.Is("ECDSA256") ? "ECDSAP256SHA256" : text.Is("ECDSA384") ? "ECDSAP384SHA384" : text;
        if (AlgorithmField.Algorithms.TryGetValue(mnemonic, out var known) && known != 0)
        {
            number = (int)known;
            return true;
        }
        var isNumber = byte.TryParse(text, out var value);
        number = value;
        return isNumber;
    }

    public static bool IsDigest(string text) => Array.Exists(Digests, digest => digest.Is(text)) || byte.TryParse(text, out _);
}
