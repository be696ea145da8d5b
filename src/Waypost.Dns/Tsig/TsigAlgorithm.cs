using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Waypost.Dns.Names;

namespace Waypost.Dns.Tsig;

/// <summary>A TSIG algorithm (RFC 8945 section 6).</summary>
public sealed class TsigAlgorithm
{
    /// <summary>No MAC is shorter than this, in bytes (RFC 8945 section 5.2.2.1).</summary>
    public const int MinMacLength = 10;

    /// <summary>The longest MAC in bytes.</summary>
    public const int MaxMacLength = 64;

    private const string Md5Suffix = ".sig-alg.reg.int";

    private TsigAlgorithm(string mnemonic, string wireName, int digestLength, HashAlgorithmName? hash, bool isLegacy = false)
    {
        (Mnemonic, DigestLength, Hash, IsLegacy) = (mnemonic, digestLength, hash, isLegacy);
        Name = DnsName.TryParse(wireName, DnsName.Root, out var name, out _) ? name : DnsName.Root;
        LowerName = Name.ToLowerWire();
    }

    /// <summary>HMAC-SHA-256, which every implementation has (RFC 8945 section 6).</summary>
    public static TsigAlgorithm HmacSha256 { get; } = new("hmac-sha256", "hmac-sha256", 32, HashAlgorithmName.SHA256);

    /// <summary>All algorithms, the mandatory one first.</summary>
    public static IReadOnlyList<TsigAlgorithm> All { get; } =
    [
        HmacSha256,
        new("hmac-sha512", "hmac-sha512", 64, HashAlgorithmName.SHA512),
        new("hmac-sha384", "hmac-sha384", 48, HashAlgorithmName.SHA384),
        new("hmac-sha224", "hmac-sha224", Sha224.DigestLength, null),
        new("hmac-sha1", "hmac-sha1", 20, HashAlgorithmName.SHA1, isLegacy: true),
        new("hmac-md5", "hmac-md5" + Md5Suffix, 16, HashAlgorithmName.MD5, isLegacy: true),
    ];

    /// <summary>The name in configuration: <c>hmac-sha256</c>.</summary>
    public string Mnemonic { get; }

    /// <summary>The name in TSIG records; that of HMAC-MD5 has a suffix.</summary>
    public DnsName Name { get; }

    /// <summary>Length of a whole MAC in bytes.</summary>
    public int DigestLength { get; }

    /// <summary>Whether RFC 8945 section 6 says not to use it: MD5 and SHA-1, which old clients know nothing better than.</summary>
    public bool IsLegacy { get; }

    /// <summary>The shortest MAC in bytes that may be sent at all (RFC 8945 section 5.2.2.1).</summary>
    public int ShortestMacLength => Math.Max(MinMacLength, DigestLength / 2);

    internal HashAlgorithmName? Hash { get; }

    internal byte[] LowerName { get; }

    /// <summary>
    /// Reads a name as configuration files have it: <c>hmac-sha256</c>, or with the number of bits to which MACs are cut,
    /// <c>hmac-sha256-128</c>; case, a final dot and the suffix of HMAC-MD5 do not matter.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TsigAlgorithm? algorithm, out int macLength, [NotNullWhen(false)] out string? error)
    {
        var name = text.EndsWith('.') ? text[..^1] : text;
        name = name.EndsWith(Md5Suffix, StringComparison.OrdinalIgnoreCase) ? name[..^Md5Suffix.Length] : name;
        var dash = name.LastIndexOf('-');
        var bits = 0;
        if (dash > "hmac".Length && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits))
        {
            name = name[..dash];
        }
        algorithm = All.FirstOrDefault(known => known.Mnemonic.Equals(name, StringComparison.OrdinalIgnoreCase));
        macLength = 0;
        error = null;
        if (algorithm is null)
        {
            error = $"'{text}' is not a TSIG algorithm; known are {string.Join(", ", All.Select(known => known.Mnemonic))}";
            return false;
        }
        macLength = dash > "hmac".Length && bits > 0 ? bits / 8 : algorithm.DigestLength;
        if (bits % 8 != 0 || macLength < algorithm.ShortestMacLength || macLength > algorithm.DigestLength)
        {
            error = $"'{text}' must cut to a multiple of 8 bits from {algorithm.ShortestMacLength * 8} to {algorithm.DigestLength * 8}";
            return false;
        }
        return true;
    }

    /// <summary>The algorithm of a TSIG record, or null.</summary>
    internal static TsigAlgorithm? Find(ReadOnlySpan<byte> wireName)
    {
        foreach (var algorithm in All)
        {
            if (WireName.EqualsIgnoreCase(algorithm.LowerName, wireName))
            {
                return algorithm;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Mnemonic;
}
