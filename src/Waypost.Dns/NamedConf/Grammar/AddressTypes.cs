using Waypost.Dns.NamedConf.Types;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>Clauses whose value is an address, or servers by their addresses.</summary>
internal static class AddressTypes
{
    private const AddressForms V4AndV6 = AddressForms.V4 | AddressForms.V6;
    private const AddressForms Source = AddressForms.Wildcard | AddressForms.PortDiscouraged;

    /// <summary>An optional port before a list.</summary>
    public static KeywordType OptionalPort { get; } = new("port", IntegerType.Instance, optional: true);

    /// <summary>The obsolete DSCP value, read and ignored.</summary>
    public static KeywordType OptionalDscp { get; } =
        new("dscp", IntegerType.Instance, optional: true);

    private static SocketAddressType Remote { get; } = new("remote_address", V4AndV6);

    /// <summary>Servers in braces, each an address or the name of a list, with a key and a TLS configuration.</summary>
    public static ListType Servers { get; } = new("servers", new TupleType(
        "server",
        ("remote", new RemoteElementType("remote", Remote, StringType.Any, "expected IP address or remote servers list name")),
        ("key", new KeywordType("key", StringType.Any, optional: true)),
        ("tls", new KeywordType("tls", StringType.Any, optional: true))));

    public static void AddTo(Dictionary<string, ConfType> types)
    {
        types["ipv6_address"] = new NetworkAddressType("ipv6_address", AddressForms.V6);
        types["addresses"] = new ListType("addresses", new NetworkAddressType("address", V4AndV6));
        types["source_v4"] = new SocketAddressType("source_v4", AddressForms.V4 | Source);
        types["source_v6"] = new SocketAddressType("source_v6", AddressForms.V6 | Source);
        types["query_source"] = new QuerySourceType("query_source", AddressForms.V4);
        types["query_source_v6"] = new QuerySourceType("query_source_v6", AddressForms.V6);
        types["forwarders"] = new TupleType(
            "forwarders", ("port", OptionalPort), ("dscp", OptionalDscp), ("addresses", new ListType("addresses", Remote)));
        types["remote_servers"] = new TupleType("remote_servers", ("port", OptionalPort), ("dscp", OptionalDscp), ("addresses", Servers));
        types["named_remote_servers"] = new TupleType(
            "named_remote_servers", ("name", StringType.Any), ("port", OptionalPort), ("dscp", OptionalDscp), ("addresses", Servers));
        types["dual_stack"] = new TupleType("dual_stack", ("port", OptionalPort), ("addresses", new ListType("hosts", new RemoteElementType(
            "host",
            Remote,
            new TupleType("name_and_port", ("name", StringType.Any), ("port", OptionalPort), ("dscp", OptionalDscp)),
            "expected IP address or hostname"))));
        types["listen_on"] = new TupleType(
            "listen_on",
            ("tuple", new KeywordTupleType("listener", OptionalPort, "port", ("dscp", IntegerType.Instance), ("tls", StringType.Any), ("http", StringType.Any))),
            ("acl", MatchElementType.List));
        types["transport_acl"] = new TupleType(
            "transport_acl",
            ("port-transport", new KeywordTupleType("transport", OptionalPort, "port", ("transport", StringType.Any))),
            ("aml", MatchElementType.List));
        SocketAddressType control = new("control_address", V4AndV6 | AddressForms.Wildcard);
        KeywordType keys = new("keys", new ListType("keys", StringType.Any), optional: true);
        KeywordType readOnly = new("read-only", BooleanType.Instance, optional: true);
        types["control_inet"] = new TupleType(
            "control_inet",
            ("address", control),
            ("allow", new KeywordType("allow", MatchElementType.List, optional: false)),
            ("keys", keys),
            ("read-only", readOnly));
        types["control_unix"] = new TupleType(
            "control_unix",
            ("path", StringType.Quoted),
            ("perm", new KeywordType("perm", IntegerType.Instance, optional: false)),
            ("owner", new KeywordType("owner", IntegerType.Instance, optional: false)),
            ("group", new KeywordType("group", IntegerType.Instance, optional: false)),
            ("keys", keys),
            ("read-only", readOnly));
        types["statistics_inet"] = new TupleType(
            "statistics_inet", ("address", control), ("allow", new KeywordType("allow", MatchElementType.List, optional: true)));
    }
}
