using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Waypost.Dns.Names;

namespace Waypost.Dns.Tsig;

/// <summary>A secret that two parties share under a name (RFC 8945 section 2).</summary>
public sealed class TsigKey
{
    /// <summary>The longest secret in bytes.</summary>
    public const int MaxSecretLength = 512;

    private TsigKey(DnsName name, TsigAlgorithm algorithm, int macLength, byte[] secret)
    {
        (Name, Algorithm, MacLength, Secret) = (name, algorithm, macLength, secret);
        LowerName = name.ToLowerWire();
    }

    /// <summary>The key's name.</summary>
    public DnsName Name { get; }

    /// <summary>The algorithm of its MACs.</summary>
    public TsigAlgorithm Algorithm { get; }

    /// <summary>How many bytes of each MAC are sent, and wanted at least.</summary>
    public int MacLength { get; }

    /// <summary>The shared secret.</summary>
    public ReadOnlyMemory<byte> Secret { get; }

    /// <summary>Algorithm and truncation as configuration files have them: <c>hmac-sha256</c>, <c>hmac-sha256-128</c>.</summary>
    public string AlgorithmText => MacLength == Algorithm.DigestLength
        ? Algorithm.Mnemonic
        : string.Create(CultureInfo.InvariantCulture, $"{Algorithm.Mnemonic}-{MacLength * 8}");

    internal byte[] LowerName { get; }

    /// <summary>Makes a key of a name, an algorithm as <see cref="TsigAlgorithm.TryParse"/> reads it, and a secret in base64.</summary>
    public static bool TryCreate(string name, string algorithm, string secret, [NotNullWhen(true)] out TsigKey? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        if (!DnsName.TryParse(name, DnsName.Root, out var keyName, out var nameError) || keyName.IsRoot)
        {
            error = $"'{name}' is not a key's name: {nameError ?? "it is the root"}";
            return false;
        }
        if (!TsigAlgorithm.TryParse(algorithm, out var found, out var macLength, out error))
        {
            return false;
        }
        var bytes = new byte[MaxSecretLength];
        if (!Convert.TryFromBase64String(secret, bytes, out var length) || length == 0)
        {
            error = $"the secret must be 1 to {MaxSecretLength} bytes in base64";
            return false;
        }
        key = new TsigKey(keyName, found, macLength, bytes[..length]);
        return true;
    }

    /// <summary>Makes a key with a random secret as long as the algorithm's digest (RFC 8945 section 8).</summary>
    public static bool TryGenerate(string name, string algorithm, [NotNullWhen(true)] out TsigKey? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        return TsigAlgorithm.TryParse(algorithm, out var found, out _, out error)
            && TryCreate(name, algorithm, Convert.ToBase64String(RandomNumberGenerator.GetBytes(found.DigestLength)), out key, out error);
    }

    /// <summary>The secret in base64, as configuration files have it.</summary>
    public string ToBase64() => Convert.ToBase64String(Secret.Span);

    /// <summary>BIND's form, as <c>tsig-keygen</c> prints it and <c>nsupdate -k</c> reads it.</summary>
    public string ToConfiguration()
    {
        var text = Name.ToString();
        return $"key \"{text[..^1]}\" {{\n\talgorithm {AlgorithmText};\n\tsecret \"{ToBase64()}\";\n}};\n";
    }

    /// <summary>Name and algorithm, never the secret.</summary>
    public override string ToString() => $"{Name} {AlgorithmText}";
}
