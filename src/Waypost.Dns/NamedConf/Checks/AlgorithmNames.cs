namespace Waypost.Dns.NamedConf.Checks;

/// <summary>The names and numbers of DNSSEC algorithms and digests, as named.conf takes them.</summary>
internal static class AlgorithmNames
{
    private static readonly Dictionary<string, int> Algorithms = new(StringComparer.OrdinalIgnoreCase)
    {
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
        ["ECDSA256"] = 13,
        ["ECDSAP384SHA384"] = 14,
        ["ECDSA384"] = 14,
        ["ED25519"] = 15,
        ["ED448"] = 16,
        ["INDIRECT"] = 252,
        ["PRIVATEDNS"] = 253,
        ["PRIVATEOID"] = 254,
    };

    private static readonly string[] Digests = ["SHA-1", "SHA1", "SHA-256", "SHA256", "SHA-384", "SHA384", "GOST"];

    public static bool IsAlgorithm(string text) => TryAlgorithm(text, out _);

    public static bool TryAlgorithm(string text, out int number) =>
        Algorithms.TryGetValue(text, out number) || (byte.TryParse(text, out var value) && (number = value) >= 0);

    public static bool IsDigest(string text) => Array.Exists(Digests, digest => digest.Is(text)) || byte.TryParse(text, out _);
}
