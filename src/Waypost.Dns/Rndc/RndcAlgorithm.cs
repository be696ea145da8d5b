using System.Security.Cryptography;

namespace Waypost.Dns.Rndc;

/// <summary>
/// A keyed hash of the control channel, with the number that BIND 9 gives it in a message (the DST algorithm numbers that
/// TSIG keys have too).
/// </summary>
public sealed class RndcAlgorithm
{
    private readonly Func<byte[], byte[], byte[]> _compute;

    private RndcAlgorithm(string name, byte code, Func<byte[], byte[], byte[]> compute) => (Name, Code, _compute) = (name, code, compute);

    /// <summary>All six that a <c>key</c> statement may name (RFC 8945 section 6).</summary>
    public static IReadOnlyList<RndcAlgorithm> All { get; } =
    [
        // The key's owner chose it: rndc.conf files with hmac-md5 are still about, and the channel must take them.
#pragma warning disable CA5350, CA5351
        new("hmac-md5", 157, HMACMD5.HashData),
        new("hmac-sha1", 161, HMACSHA1.HashData),
#pragma warning restore CA5350, CA5351
        new("hmac-sha224", 162, Sha224Hmac.HashData),
        new("hmac-sha256", 163, HMACSHA256.HashData),
        new("hmac-sha384", 164, HMACSHA384.HashData),
        new("hmac-sha512", 165, HMACSHA512.HashData),
    ];

    /// <summary>The name in named.conf and rndc.conf, lower case.</summary>
    public string Name { get; }

    /// <summary>The number in front of an <c>hsha</c> digest.</summary>
    public byte Code { get; }

    /// <summary>hmac-md5 has an element of its own, <c>hmd5</c>, and no number.</summary>
    internal bool IsMd5 => Code == 157;

    /// <summary>The algorithm of this name in any case, also in the long form of RFC 8945 and cut (<c>hmac-sha256-128</c>); null for another.</summary>
    public static RndcAlgorithm? Find(string name)
    {
        var plain = name.ToLowerInvariant().TrimEnd('.');
        plain = plain == "hmac-md5.sig-alg.reg.int" ? "hmac-md5" : plain;
        return All.FirstOrDefault(algorithm => plain == algorithm.Name || IsTruncated(plain, algorithm.Name));
    }

    /// <summary>The digest of <paramref name="data"/>.</summary>
    internal byte[] Compute(byte[] secret, byte[] data) => _compute(secret, data);

    private static bool IsTruncated(string name, string whole) =>
        name.Length > whole.Length + 1 && name.StartsWith(whole, StringComparison.Ordinal) && name[whole.Length] == '-' && int.TryParse(name.AsSpan(whole.Length + 1), out _);
}
