using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>The keys of a dnssec-policy: algorithms, lengths, lifetimes and roles.</summary>
internal static class PolicyKeysCheck
{
    private const ulong Month = 30 * 86_400;

    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "RSAMD5",
        [2] = "DH",
        [3] = "DSA",
        [5] = "RSASHA1",
        [6] = "NSEC3DSA",
        [7] = "NSEC3RSASHA1",
        [8] = "RSASHA256",
        [10] = "RSASHA512",
        [12] = "ECCGOST",
        [13] = "ECDSAP256SHA256",
        [14] = "ECDSAP384SHA384",
        [15] = "ED25519",
        [16] = "ED448",
        [252] = "INDIRECT",
        [253] = "PRIVATEDNS",
        [254] = "PRIVATEOID",
    };

    public static string Name(int algorithm) => Names.GetValueOrDefault(algorithm) ?? algorithm.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static void Check(ConfCheck check, ConfMap policy, PolicyTimes times)
    {
        SortedDictionary<int, (bool Ksk, bool Zsk)> roles = [];
        foreach (var key in policy["keys"].Items().Cast<ConfTuple>())
        {
            if (!One(check, key, times, out var algorithm))
            {
                return;
            }
            var role = key["role"].Text().ToLowerInvariant();
            var (ksk, zsk) = roles.GetValueOrDefault(algorithm);
            roles[algorithm] = (ksk || role is "ksk" or "csk", zsk || role is "zsk" or "csk");
        }
        foreach (var (algorithm, (ksk, zsk)) in roles)
        {
            if (!ksk || !zsk)
            {
                check.Error(policy["keys"]!, $"dnssec-policy: algorithm {algorithm} requires both KSK and ZSK roles");
                return;
            }
        }
    }

    private static bool One(ConfCheck check, ConfTuple key, PolicyTimes times, out int algorithm)
    {
        if (!AlgorithmNames.TryAlgorithm(key["algorithm"].Text(), out algorithm))
        {
            return check.Error(key["algorithm"], $"dnssec-policy: bad algorithm {key["algorithm"].Text()}");
        }
        if (algorithm is 5 or 7)
        {
            check.Warn(key["algorithm"], $"dnssec-policy: DNSSEC algorithm {key["algorithm"].Text()} is deprecated");
        }
        if (key["length"] is ConfNumber length)
        {
            if (algorithm is 5 or 7 or 8 or 10)
            {
                if (length.Value is < 1024 or > 4096)
                {
                    return check.Error(key["length"], $"dnssec-policy: key with algorithm {key["algorithm"].Text()} has invalid key length {length.Value}");
                }
            }
            else
            {
                check.Warn(key["length"], $"dnssec-policy: key algorithm {key["algorithm"].Text()} has predefined length; ignoring length value {length.Value}");
            }
        }
        return Lifetime(check, key, times);
    }

    private static bool Lifetime(ConfCheck check, ConfTuple key, PolicyTimes times)
    {
        if (key["lifetime"] is not ConfDuration { IsUnlimited: false, Seconds: > 0 } lifetime)
        {
            return true;
        }
        if (lifetime.Seconds < Month)
        {
            check.Warn(key, "dnssec-policy: key lifetime is shorter than 30 days");
        }
        var role = key["role"].Text().ToLowerInvariant();
        var published = times.Ttl + times.PublishSafety + times.Propagation;
        var ksk = times.DsTtl + times.RetireSafety + times.ParentPropagation;
        var zsk = times.SignDelay + times.MaxZoneTtl + times.RetireSafety + times.Propagation;
        var rollover = published + (role == "ksk" ? ksk : role == "zsk" ? zsk : Math.Max(ksk, zsk));
        return lifetime.Seconds >= rollover || check.Error(key, "dnssec-policy: key lifetime is shorter than the time it takes to do a rollover");
    }
}
