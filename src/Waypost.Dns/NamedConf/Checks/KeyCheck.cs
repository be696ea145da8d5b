using System.Globalization;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>TSIG keys: a name, a known algorithm, a secret in base64.</summary>
internal static class KeyCheck
{
    // The names that BIND takes, with their digest's bits; with bits, "-NN" may truncate it.
    private static readonly (string Name, uint Bits)[] Algorithms =
    [
        ("hmac-md5", 128), ("hmac-md5.sig-alg.reg.int", 0), ("hmac-md5.sig-alg.reg.int.", 0), ("hmac-sha1", 160), ("hmac-sha224", 224),
        ("hmac-sha256", 256), ("hmac-sha384", 384), ("hmac-sha512", 512),
    ];

    /// <summary>False when checking must end: a key is wrong in itself. A key that is there twice is recorded and no more.</summary>
    public static bool Check(ConfCheck check, ConfMap map, Dictionary<string, ConfValue> known)
    {
        foreach (var key in map.Maps("key"))
        {
            var name = key.Id.Text();
            if (!NameCheck.TryName(name, out var parsed))
            {
                check.Error(key, $"key '{name}': bad key name");
                continue;
            }
            if (!CheckOne(check, key, name))
            {
                return false;
            }
            if (!known.TryAdd(parsed.ToString().ToLowerInvariant(), key))
            {
                check.Error(key, $"key '{name}': already exists previous definition: {ConfCheck.Place(known[parsed.ToString().ToLowerInvariant()])}");
            }
        }
        return true;
    }

    private static bool CheckOne(ConfCheck check, ConfMap key, string name)
    {
        if (key["secret"] is not { } secret || key["algorithm"] is not { } algorithm)
        {
            return check.Error(key, $"key '{name}' must have both 'secret' and 'algorithm' defined");
        }
        return (Base64Text.IsValid(secret.Text()) || check.Error(secret, "bad secret 'bad base64 encoding'")) && CheckAlgorithm(check, algorithm, name);
    }

    private static bool CheckAlgorithm(ConfCheck check, ConfValue algorithm, string name)
    {
        var text = algorithm.Text();
        foreach (var (known, bits) in Algorithms)
        {
            if (!text.StartsWith(known, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            if (text.Length == known.Length)
            {
                return true;
            }
            if (bits > 0 && text[known.Length] == '-')
            {
                return CheckTruncation(check, algorithm, name, text[(known.Length + 1)..], bits);
            }
        }
        return check.Error(algorithm, $"unknown algorithm '{text}'");
    }

    private static bool CheckTruncation(ConfCheck check, ConfValue algorithm, string name, string text, uint bits)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return check.Error(algorithm, $"key '{name}': unable to parse digest-bits");
        }
        if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digest) || digest > bits)
        {
            return check.Error(algorithm, $"key '{name}' digest-bits too large [{bits / 2}..{bits}]");
        }
        if (digest % 8 != 0)
        {
            return check.Error(algorithm, $"key '{name}' digest-bits not multiple of 8");
        }
        // RFC 4635 section 3.1: at least half of the digest, and at least 80 bits.
        if (digest < bits / 2 || digest < 80)
        {
            check.Warn(algorithm, $"key '{name}' digest-bits too small [<{bits / 2}]");
        }
        return true;
    }
}
