using Waypost.Dns.NamedConf.Types;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>Clauses whose value is several values in a row.</summary>
internal static class TupleTypes
{
    private static readonly ConfType Number = IntegerType.Instance;
    private static readonly ConfType Bool = BooleanType.Instance;
    private static readonly ConfType Name = StringType.Any;
    private static readonly ConfType Word = StringType.Unquoted;
    private static readonly ConfType Duration = DurationType.Limited;
    private static readonly ListType Names = new("strings", StringType.Any);

    private static readonly EnumType AnchorType = new("anchortype", "static-key", "initial-key", "static-ds", "initial-ds");

    private static readonly EnumType MatchType = new(
        "matchtype", "6to4-self", "external", "krb5-self", "krb5-selfsub", "krb5-subdomain", "krb5-subdomain-self-rhs", "ms-self", "ms-selfsub",
        "ms-subdomain", "ms-subdomain-self-rhs", "name", "self", "selfsub", "selfwild", "subdomain", "tcp-self", "wildcard", "zonesub");

    private static readonly EnumType ResponsePolicy = new(
        "policy name", "cname", "disabled", "drop", "given", "no-op", "nodata", "nxdomain", "passthru", "tcp-only");

    public static void AddTo(Dictionary<string, ConfType> types)
    {
        AddSmall(types);
        AddLists(types);
        AddZoneLists(types);
        types["log_file"] = new OutputFileType("log_file", null);
        types["dnstap_output"] = new OutputFileType("dnstap_output", new EnumType("mode", "file", "unix"));
        types["dnstap"] = new ListType("dnstap", new TupleType(
            "dnstap_value",
            ("type", new EnumType("dnstap_type", "all", "auth", "client", "forwarder", "resolver", "update")),
            ("mode", new EnumOrOtherType("dnstap_mode", VoidType.Instance, "query", "response"))));
        types["acl"] = new TupleType("acl", ("name", Name), ("value", MatchElementType.List));
        types["dyndb"] = new TupleType("dyndb", ("name", Name), ("library", StringType.Quoted), ("parameters", UnspecifiedTextType.Instance));
        types["plugin"] = new TupleType("plugin", ("type", new EnumType("plugintype", "query")), ("library", Name), ("parameters", OptionalType.Block));
        types["category"] = new TupleType("category", ("name", Name), ("destinations", Names));
    }

    private static void AddSmall(Dictionary<string, ConfType> types)
    {
        types["check_names"] = new TupleType(
            "check_names", ("type", new EnumType("check_type", "primary", "master", "secondary", "slave", "response")), ("mode", EnumTypes.CheckMode));
        types["deny_addresses"] = new TupleType(
            "deny_addresses", ("acl", MatchElementType.List), ("except-from", new KeywordType("except-from", Names, optional: true)));
        types["deny_aliases"] = new TupleType("deny_aliases", ("name", Names), ("except-from", new KeywordType("except-from", Names, optional: true)));
        types["disable_strings"] = new TupleType("disable_strings", ("name", Name), ("values", Names));
        types["fetch_quota"] = new TupleType(
            "fetch_quota", ("frequency", Number), ("low", FixedPointType.Instance), ("high", FixedPointType.Instance), ("discount", FixedPointType.Instance));
        types["fetches"] = new TupleType("fetches", ("fetches", Number), ("response", new EnumOrOtherType("response", VoidType.Instance, "drop", "fail")));
        types["must_be_secure"] = new TupleType("must_be_secure", ("name", Name), ("value", Bool));
        types["nsec3param"] = new TupleType(
            "nsec3param",
            ("iterations", new KeywordType("iterations", Number, optional: true)),
            ("optout", new KeywordType("optout", Bool, optional: true)),
            ("salt-length", new KeywordType("salt-length", Number, optional: true)));
        types["optional_exclude"] = new KeywordType("exclude", Names, optional: true);
        types["prefetch"] = new TupleType("prefetch", ("trigger", Number), ("eligible", OptionalType.Integer));
        types["response_padding"] = new TupleType(
            "response_padding", ("acl", MatchElementType.List), ("block-size", new KeywordType("block-size", Number, optional: false)));
        types["tkey_dhkey"] = new TupleType("tkey_dhkey", ("name", StringType.Quoted), ("keyid", Number));
        types["validity"] = new TupleType("validity", ("validity", Number), ("re-sign", OptionalType.Integer));
    }

    private static void AddLists(Dictionary<string, ConfType> types)
    {
        types["policy_keys"] = new ListType("policy_keys", new TupleType(
            "policy_key",
            ("role", new EnumType("role", "csk", "ksk", "zsk")),
            ("keystore-type", new EnumOrOtherType("keystore", VoidType.Instance, "key-directory")),
            ("lifetime", new KeywordType("lifetime", DurationType.OrUnlimited, optional: false)),
            ("algorithm", new KeywordType("algorithm", Word, optional: false)),
            ("length", OptionalType.Integer)));
        types["rrset_order"] = new ListType("rrset_order", new TupleType(
            "rrset_order_element",
            ("class", new KeywordType("class", Word, optional: true)),
            ("type", new KeywordType("type", Word, optional: true)),
            ("name", new KeywordType("name", StringType.Quoted, optional: true)),
            ("order", Word),
            ("ordering", Word)));
        types["trust_anchors"] = new ListType("trust_anchors", new TupleType(
            "trust_anchor",
            ("name", Name), ("anchortype", AnchorType), ("rdata1", Number), ("rdata2", Number), ("rdata3", Number), ("data", StringType.Quoted)));
        types["trusted_keys"] = new ListType("trusted_keys", new TupleType(
            "trusted_key",
            ("name", Name), ("anchortype", VoidType.Instance), ("rdata1", Number), ("rdata2", Number), ("rdata3", Number), ("data", StringType.Quoted)));
        types["update_policy"] = new UpdatePolicyType(new ListType("update_policy", new UpdateRuleType("rule", new TupleFields(
            ("mode", new EnumType("mode", "deny", "grant")),
            ("identity", Name),
            ("matchtype", MatchType),
            ("name", Name),
            ("types", new SpaceListType("types"))))));
    }

    private static void AddZoneLists(Dictionary<string, ConfType> types)
    {
        var servers = types["remote_servers"];
        KeywordType zone = new("zone", Name, optional: false);
        types["catalog_zones"] = new KeywordTupleType("catalog_zones", new ListType("zones", new KeywordTupleType(
            "catalog_zone",
            zone,
            "zone name",
            ("default-masters", servers),
            ("default-primaries", servers),
            ("zone-directory", StringType.Quoted),
            ("in-memory", Bool),
            ("min-update-interval", Duration))), "zone list");
        KeywordTupleType policyZone = new(
            "policy_zone",
            zone,
            "zone name",
            ("add-soa", Bool),
            ("log", Bool),
            ("max-policy-ttl", Duration),
            ("min-update-interval", Duration),
            ("policy", new ZonePolicyType(ResponsePolicy)),
            ("recursive-only", Bool),
            ("nsip-enable", Bool),
            ("nsdname-enable", Bool));
        types["response_policy"] = new KeywordTupleType(
            "response_policy",
            new ListType("policy_zones", policyZone),
            "zone list",
            ("add-soa", Bool),
            ("break-dnssec", Bool),
            ("max-policy-ttl", Duration),
            ("min-update-interval", Duration),
            ("min-ns-dots", Number),
            ("nsip-wait-recurse", Bool),
            ("nsdname-wait-recurse", Bool),
            ("qname-wait-recurse", Bool),
            ("recursive-only", Bool),
            ("nsip-enable", Bool),
            ("nsdname-enable", Bool),
            ("dnsrps-enable", Bool),
            ("dnsrps-options", UnspecifiedTextType.Instance));
    }
}
