using System.Collections.Frozen;
using Waypost.Dns.NamedConf.Types;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>The types that the clause tables name, each with its syntax.</summary>
internal static class GrammarTypes
{
    private static readonly FrozenDictionary<string, ConfType> ByName = BuildAll();

    public static ConfType Find(string name) => ByName[name];

    private static FrozenDictionary<string, ConfType> BuildAll()
    {
        Dictionary<string, ConfType> types = new(StringComparer.Ordinal)
        {
            ["void"] = VoidType.Instance,
            ["boolean"] = BooleanType.Instance,
            ["integer"] = IntegerType.Instance,
            ["string"] = StringType.Any,
            ["secret"] = StringType.Secret,
            ["quoted_string"] = StringType.Quoted,
            ["strings"] = new ListType("strings", StringType.Any),
            ["quoted_strings"] = new ListType("quoted_strings", StringType.Quoted),
            ["unspecified_text"] = UnspecifiedTextType.Instance,
            ["optional_facility"] = OptionalType.Facility,
            ["duration"] = DurationType.Limited,
            ["duration_unlimited"] = new EnumOrOtherType("duration_unlimited", DurationType.Limited, "unlimited"),
            ["sizeval"] = SizeType.Bytes,
            ["size"] = new EnumOrOtherType("size", SizeType.Bytes, "default", "unlimited"),
            ["size_or_percent"] = new EnumOrOtherType("size_or_percent", SizeType.BytesOrPercent, "default", "unlimited"),
            ["ixfr_ratio"] = new EnumOrOtherType("ixfr_ratio", PercentageType.Instance, "unlimited"),
            ["stale_timeout"] = new EnumOrOtherType("stale_timeout", IntegerType.Instance, "disabled", "off"),
            ["string_or_none"] = new EnumOrOtherType("string_or_none", StringType.Quoted, "none"),
            ["string_none_hostname"] = new EnumOrOtherType("string_none_hostname", StringType.Quoted, "none", "hostname"),
            ["address_match_list"] = MatchElementType.List,
            ["portranges"] = new ListType("portranges", PortRangeType.Instance),
            ["server_key"] = ServerKeyType.Instance,
            ["log_severity"] = SeverityType.Instance,
        };
        EnumTypes.AddTo(types);
        AddressTypes.AddTo(types);
        TupleTypes.AddTo(types);
        BlockTypes.AddTo(types);
        return types.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
