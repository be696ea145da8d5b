using System.Globalization;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>rate-limit: the ranges of its numbers.</summary>
internal static class RateLimitCheck
{
    private const int MaxRate = 1000;
    private const int MaxSlip = 10;
    private const int MaxWindow = 3600;
    private const int MaxPrefix = 64;

    private static readonly string[] Rates =
    [
        "responses-per-second", "referrals-per-second", "nodata-per-second", "nxdomains-per-second", "errors-per-second", "all-per-second",
    ];

    public static void Check(ConfCheck check, ConfMap map)
    {
        var minimum = Math.Max(Value(map["min-table-size"]) ?? 500, 1);
        if (Value(map["max-table-size"]) is { } maximum && minimum > maximum)
        {
            check.Error(map["max-table-size"]!, Text($"max-table-size {maximum} < min-table-size {minimum}"));
        }
        foreach (var rate in Rates)
        {
            if (Value(map[rate]) is { } value && value > MaxRate)
            {
                check.Error(map[rate]!, Text($"{rate} {value} > {MaxRate}"));
            }
        }
        if (Value(map["slip"]) is { } slip && slip > MaxSlip)
        {
            check.Error(map["slip"]!, Text($"slip {slip} > {MaxSlip}"));
        }
        if (Value(map["window"]) is { } window && (window < 1 || window > MaxWindow))
        {
            check.Error(map["window"]!, Text($"window {window} < 1 or > {MaxWindow}"));
        }
        if (Value(map["qps-scale"]) is { } scale && scale < 1)
        {
            check.Error(map["qps-scale"]!, Text($"invalid 'qps-scale {scale}'"));
        }
        if (Value(map["ipv4-prefix-length"]) is { } four && four is < 8 or > 32)
        {
            check.Error(map["ipv4-prefix-length"]!, Text($"invalid 'ipv4-prefix-length {four}'"));
        }
        if (Value(map["ipv6-prefix-length"]) is { } six && (six < 16 || six > MaxPrefix))
        {
            check.Error(map["ipv6-prefix-length"]!, Text($"ipv6-prefix-length {six} < 16 or > {MaxPrefix}"));
        }
        check.Acls.Check(map["exempt-clients"]);
    }

    // BIND holds these as signed numbers, and prints them so.
    private static int? Value(ConfValue? value) => value is ConfNumber number ? unchecked((int)(uint)number.Value) : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
