using System.Globalization;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>dnssec-policy: the policies, and that those that are named are there.</summary>
internal static class DnssecPolicyCheck
{
    private const uint Day = 86_400;
    private const int MaxIterations = 150;
    private const int MaxSalt = 255;

    private static readonly string[] Builtin = ["insecure", "none", "default"];

    public static void Check(ConfCheck check)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var policy in check.Root.Tuples("dnssec-policy"))
        {
            var name = policy["name"].Text();
            if (Array.Exists(Builtin, builtin => builtin.Is(name)))
            {
                check.Error(policy, "dnssec-policy name may not be 'insecure', 'none', or 'default' (which are built-in policies)");
                continue;
            }
            if (!seen.Add(name))
            {
                check.Error(policy, $"dnssec-policy: duplicately named policy found '{name}'");
                continue;
            }
            One(check, policy, name);
        }
    }

    /// <summary>Whether a name is a policy's, built in or not.</summary>
    public static bool Exists(ConfCheck check, string name) =>
        Array.Exists(Builtin, builtin => builtin.Is(name)) || check.Root.Tuples("dnssec-policy").Any(policy => policy["name"].Text().Is(name));

    public static ConfMap? Find(ConfCheck check, string name) =>
        check.Root.Tuples("dnssec-policy").FirstOrDefault(policy => policy["name"].Text().Is(name))?["options"] as ConfMap;

    private static void One(ConfCheck check, ConfTuple policy, string name)
    {
        var map = (ConfMap)policy["options"];
        var jitter = Seconds(map, "signatures-jitter", 12 * 3600);
        var refresh = Seconds(map, "signatures-refresh", 5 * Day);
        var validityKey = Seconds(map, "signatures-validity-dnskey", 14 * Day);
        var validity = Seconds(map, "signatures-validity", 14 * Day);
        Validity(check, policy, name, jitter, refresh, validityKey, "signatures-validity-dnskey");
        Validity(check, policy, name, jitter, refresh, validity, "signatures-validity");
        PolicyKeysCheck.Check(check, map, new PolicyTimes(
            Ttl: Seconds(map, "dnskey-ttl", 3600),
            MaxZoneTtl: Seconds(map, "max-zone-ttl", Day),
            DsTtl: Seconds(map, "parent-ds-ttl", Day),
            Propagation: Seconds(map, "zone-propagation-delay", 300),
            ParentPropagation: Seconds(map, "parent-propagation-delay", 3600),
            PublishSafety: Seconds(map, "publish-safety", 3600),
            RetireSafety: Seconds(map, "retire-safety", 3600),
            SignDelay: validity > refresh ? validity - refresh : 0));
        if (map["nsec3param"] is ConfTuple nsec3)
        {
            Nsec3(check, nsec3, map);
        }
    }

    private static void Validity(ConfCheck check, ConfTuple policy, string name, ulong jitter, ulong refresh, ulong validity, string clause)
    {
        if (refresh > validity * 9 / 10)
        {
            check.Error(policy, $"dnssec-policy: policy '{name}' signatures-refresh must be at most 90% of the {clause}");
        }
        if (jitter > validity)
        {
            check.Error(policy, $"dnssec-policy: policy '{name}' signatures-jitter cannot be larger than {clause}");
        }
    }

    private static void Nsec3(ConfCheck check, ConfTuple nsec3, ConfMap map)
    {
        foreach (var key in map["keys"].Items().Cast<ConfTuple>())
        {
            if (AlgorithmNames.TryAlgorithm(key["algorithm"].Text(), out var number) && number is 1 or 3 or 5)
            {
                check.Error(nsec3, $"dnssec-policy: cannot use nsec3 with algorithm '{PolicyKeysCheck.Name(number)}'");
                return;
            }
        }
        if (nsec3["iterations"] is ConfNumber iterations && iterations.Value > MaxIterations)
        {
            check.Error(nsec3, string.Create(CultureInfo.InvariantCulture, $"dnssec-policy: nsec3 iterations value {iterations.Value} out of range"));
            return;
        }
        if (nsec3["salt-length"] is ConfNumber salt && salt.Value > MaxSalt)
        {
            check.Error(nsec3, string.Create(CultureInfo.InvariantCulture, $"dnssec-policy: nsec3 salt length {salt.Value} too high"));
        }
    }

    private static ulong Seconds(ConfMap map, string clause, ulong otherwise) => map[clause] is { } value ? value.Number() : otherwise;
}

/// <summary>The times of a policy, in seconds, that a rollover adds up.</summary>
internal sealed record PolicyTimes(
    ulong Ttl, ulong MaxZoneTtl, ulong DsTtl, ulong Propagation, ulong ParentPropagation, ulong PublishSafety, ulong RetireSafety, ulong SignDelay);
