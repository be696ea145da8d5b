using Waypost.Dns.NamedConf.Types;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>Statements that are blocks of clauses, and the file as a whole.</summary>
internal static class BlockTypes
{
    /// <summary>named.conf.</summary>
    public static MapType File { get; } = new("namedconf", null, braces: false, StatementClauses.Top, StatementClauses.TopOrView);

    /// <summary>The clauses of a zone.</summary>
    public static MapType Zone { get; } = new("zone_options", null, braces: true, ZoneClauses.Zone, ZoneClauses.Any);

    /// <summary>The clauses of a view.</summary>
    public static MapType View { get; } = new(
        "view_options", null, braces: true, ViewClauses.View, StatementClauses.TopOrView, ViewClauses.OptionsOrView, ZoneClauses.Any);

    /// <summary>The options statement.</summary>
    public static MapType Options { get; } = new(
        "options", null, braces: true, OptionsClauses.Server, ViewClauses.OptionsOrView, ZoneClauses.Any);

    public static void AddTo(Dictionary<string, ConfType> types)
    {
        types["options"] = Options;
        types["zone"] = new TupleType("zone", ("name", StringType.Any), ("class", OptionalType.Class), ("options", Zone));
        types["view"] = new TupleType("view", ("name", StringType.Any), ("class", OptionalType.Class), ("options", View));
        types["dnssec_policy"] = new TupleType(
            "dnssec_policy", ("name", StringType.Any), ("options", new MapType("policy", null, braces: true, BlockClauses.DnssecPolicy)));
        foreach (var (name, id, set) in new (string, ConfType?, ClauseSet)[]
        {
            ("server", NetworkPrefixType.Instance, BlockClauses.Server),
            ("channel", StringType.Any, BlockClauses.Channel),
            ("logging", null, BlockClauses.Logging),
            ("dns64", NetworkPrefixType.Instance, BlockClauses.Dns64),
            ("rate_limit", null, BlockClauses.RateLimit),
            ("tls", StringType.Any, BlockClauses.Tls),
            ("key", StringType.Any, BlockClauses.Key),
            ("http", StringType.Any, BlockClauses.Http),
            ("dlz", StringType.Any, BlockClauses.Dlz),
            ("controls", null, BlockClauses.Controls),
            ("statistics_channels", null, BlockClauses.StatisticsChannels),
        })
        {
            types[name] = new MapType(name, id, braces: true, set);
        }
    }
}
