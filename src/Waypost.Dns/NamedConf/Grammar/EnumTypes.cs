using Waypost.Dns.NamedConf.Types;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>Clauses whose value is one of some keywords, some of them beside a boolean.</summary>
internal static class EnumTypes
{
    /// <summary>The keywords of <c>type</c> in a zone.</summary>
    public static EnumType ZoneType { get; } = new(
        "zone_type", "primary", "master", "secondary", "slave", "mirror", "delegation-only", "forward", "hint", "redirect", "static-stub", "stub");

    /// <summary>fail, warn or ignore.</summary>
    public static EnumType CheckMode { get; } = new("check_mode", "fail", "warn", "ignore");

    public static void AddTo(Dictionary<string, ConfType> types)
    {
        EnumType[] enums =
        [
            ZoneType,
            CheckMode,
            new("check_warn", "warn", "ignore"),
            new("auto_dnssec", "allow", "maintain", "off"),
            new("cookie_algorithm", "aes", "siphash24"),
            new("dnssec_update_mode", "maintain", "no-resign"),
            new("forward", "first", "only"),
            new("masterfile_format", "raw", "text"),
            new("masterfile_style", "full", "relative"),
            new("qname_minimization", "strict", "relaxed", "disabled", "off"),
            new("queue_model", "mpsc", "spsc"),
            new("transfer_format", "many-answers", "one-answer"),
            new("update_method", "date", "increment", "unixtime"),
        ];
        EnumOrOtherType[] orBoolean =
        [
            new("boolean_or_auto", BooleanType.Instance, "auto"),
            new("dialup", BooleanType.Instance, "notify", "notify-passive", "passive", "refresh"),
            new("ixfr_differences", BooleanType.Instance, "primary", "master", "secondary", "slave"),
            new("minimal_responses", BooleanType.Instance, "no-auth", "no-auth-recursive"),
            new("notify", BooleanType.Instance, "explicit", "master-only", "primary-only"),
            new("print_time", BooleanType.Instance, "iso8601", "iso8601-utc", "local"),
            new("zone_statistics", BooleanType.Instance, "full", "terse", "none"),
        ];
        foreach (var type in enums.Concat<ConfType>(orBoolean))
        {
            types.Add(type.Name, type);
        }
    }
}
