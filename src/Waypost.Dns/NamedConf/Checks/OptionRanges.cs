using System.Globalization;
using System.Numerics;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>Ranges of numbers in options and views.</summary>
internal static class OptionRanges
{
    private const uint FourWeeksOfMinutes = 28 * 24 * 60;
    private const uint MaxSignatureDays = 3660;

    private static readonly (string Clause, uint Scale, uint Max)[] Limits =
    [
        ("heartbeat-interval", 60, FourWeeksOfMinutes), ("interface-interval", 60, FourWeeksOfMinutes), ("max-transfer-idle-in", 60, FourWeeksOfMinutes),
        ("max-transfer-idle-out", 60, FourWeeksOfMinutes), ("max-transfer-time-in", 60, FourWeeksOfMinutes), ("max-transfer-time-out", 60, FourWeeksOfMinutes),
        ("min-cache-ttl", 1, 90), ("max-cache-ttl", 1, uint.MaxValue), ("min-ncache-ttl", 1, 90), ("max-ncache-ttl", 1, 7 * 24 * 3600),
    ];

    private static readonly (string Clause, uint Min, uint Max)[] FrameStream =
    [
        ("fstrm-set-buffer-hint", 1024, 65536), ("fstrm-set-flush-timeout", 1, 600), ("fstrm-set-input-queue-size", 2, 16384),
        ("fstrm-set-output-notify-threshold", 1, 0), ("fstrm-set-output-queue-size", 2, 1024), ("fstrm-set-reopen-interval", 1, 600),
    ];

    private static readonly string[] OutputParts = ["size", "versions", "suffix"];

    public static void Intervals(ConfCheck check, ConfMap map)
    {
        foreach (var (clause, _, max) in Limits)
        {
            if (map[clause] is { } value && value.Number() > max)
            {
                check.Error(value, Text($"{clause} '{value.Number()}' is out of range (0..{max})"));
            }
        }
    }

    public static void Signing(ConfCheck check, ConfMap map, bool hasPolicy)
    {
        if (map["max-rsa-exponent-size"] is ConfNumber exponent && exponent.Value is not 0 and (< 35 or > 4096))
        {
            check.Error(exponent, Text($"max-rsa-exponent-size '{exponent.Value}' is out of range (35..4096)"));
        }
        if (map["sig-validity-interval"] is ConfTuple signature)
        {
            SignatureValidity(check, signature);
            NotWithPolicy(check, signature, "sig-validity-interval", hasPolicy);
        }
        if (map["dnskey-sig-validity"] is ConfNumber key)
        {
            if (key.Value > MaxSignatureDays)
            {
                check.Error(key, Text($"dnskey-sig-validity '{key.Value}' is out of range (0..{MaxSignatureDays})"));
            }
            NotWithPolicy(check, key, "dnskey-sig-validity", hasPolicy);
        }
    }

    private static void NotWithPolicy(ConfCheck check, ConfValue value, string clause, bool hasPolicy)
    {
        if (hasPolicy)
        {
            check.Error(value, $"{clause}: cannot be configured if dnssec-policy is also set");
        }
    }

    public static void Lifetimes(ConfCheck check, ConfMap map, uint week)
    {
        var lifetime = 3600UL;
        if (map["nta-lifetime"] is { } stated)
        {
            lifetime = stated.Number();
            if (lifetime > week)
            {
                check.Error(stated, "'nta-lifetime' cannot exceed one week");
            }
            else if (lifetime == 0)
            {
                check.Error(stated, "'nta-lifetime' may not be zero");
            }
        }
        if (map["nta-recheck"] is { } recheck)
        {
            if (recheck.Number() > week)
            {
                check.Error(recheck, "'nta-recheck' cannot exceed one week");
            }
            if (recheck.Number() > lifetime)
            {
                check.Warn(recheck, Text($"'nta-recheck' ({unchecked((int)recheck.Number())} seconds) is greater than 'nta-lifetime' ({unchecked((int)lifetime)} seconds)"));
            }
        }
    }

    public static void Dnstap(ConfCheck check, ConfMap map)
    {
        foreach (var (clause, min, max) in FrameStream)
        {
            if (map[clause] is not { } value)
            {
                continue;
            }
            var number = value.Number();
            if (max == 0 && number < min)
            {
                check.Error(value, Text($"{clause} out of range ({number} < {min})"));
            }
            else if (max != 0 && (number < min || number > max))
            {
                check.Error(value, Text($"{clause} '{number}' out of range ({min}..{max})"));
            }
            if (clause == "fstrm-set-input-queue-size" && BitOperations.PopCount(number) != 1)
            {
                check.Error(value, Text($"{clause} '{number}' not a power-of-2"));
            }
        }
        if (map["dnstap-output"] is ConfTuple output && output["mode"].Text().Is("unix"))
        {
            foreach (var part in OutputParts.Where(part => !output[part].IsVoid))
            {
                check.Error(output[part], $"dnstap-output {part} cannot be set with mode unix");
            }
        }
    }

    public static void Sizes(ConfCheck check, ConfMap map)
    {
        if (map["lmdb-mapsize"] is ConfNumber size)
        {
            if (size.Value < 1UL << 20)
            {
                check.Error(size, Text($"'lmdb-mapsize {(long)size.Value}' is too small"));
            }
            else if (size.Value > 1UL << 40)
            {
                check.Error(size, Text($"'lmdb-mapsize {unchecked((long)size.Value)}' is too large"));
            }
        }
        if (map["resolver-nonbackoff-tries"] is ConfNumber { Value: 0 } tries)
        {
            check.Error(tries, "'resolver-nonbackoff-tries' must be >= 1");
        }
        if (map["max-ixfr-ratio"] is ConfPercentage ratio)
        {
            if (ratio.Value == 0)
            {
                check.Error(ratio, "'ixfr-max-ratio' must be a nonzero percentage or 'unlimited')");
            }
            else if (ratio.Value > 100)
            {
                check.Warn(ratio, Text($"'ixfr-max-ratio {ratio.Value}%' exceeds 100%"));
            }
        }
    }

    public static void Stale(ConfCheck check, ConfMap map)
    {
        if (map["stale-refresh-time"] is { } refresh && refresh.Number() is > 0 and < 30)
        {
            check.Warn(refresh, "'stale-refresh-time' should either be 0 or otherwise 30 seconds or higher");
        }
    }

    public static void Restarts(ConfCheck check, ConfMap map)
    {
        if (map["max-query-restarts"] is ConfNumber { Value: < 1 or > 255 } restarts)
        {
            check.Error(restarts, "'max-query-restarts' is out of range 1..255)");
        }
    }

    private static void SignatureValidity(ConfCheck check, ConfTuple signature)
    {
        var validity = signature["validity"].Number();
        if (validity is 0 or > MaxSignatureDays)
        {
            check.Error(signature, Text($"sig-validity-interval '{validity}' is out of range (1..{MaxSignatureDays})"));
        }
        if (signature["re-sign"] is not ConfNumber resign)
        {
            return;
        }
        // Up to a week the interval counts in days and the second number in hours.
        var (limit, units, scaled) = validity > 7 ? (MaxSignatureDays, "days", validity) : (MaxSignatureDays * 24, "hours", validity * 24);
        if (resign.Value is 0 || resign.Value > limit)
        {
            check.Error(signature, Text($"sig-validity-interval (re-sign) '{validity}' is out of range (1..{MaxSignatureDays})"));
        }
        else if (resign.Value > scaled)
        {
            check.Error(signature, Text($"validity interval ({validity} days) less than re-signing interval ({resign.Value} {units})"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
