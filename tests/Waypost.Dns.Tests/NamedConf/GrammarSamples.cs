using Waypost.Dns.NamedConf.Grammar;
using Waypost.Dns.NamedConf.Types;

namespace Waypost.Dns.Tests.NamedConf;

/// <summary>Configurations made out of the grammar: each clause in each place, with values that are right and wrong for its type.</summary>
internal static class GrammarSamples
{
    private static readonly Dictionary<string, string[]> ByType = new(StringComparer.Ordinal)
    {
        ["void"] = ["", "x"],
        ["boolean"] = ["yes", "no", "1", "maybe", "\"yes\"", ""],
        ["integer"] = ["0", "1", "7", "100", "5000", "4294967295", "4294967296", "0x10", "08", "abc", "\"5\"", "-1", ""],
        ["string"] = ["a", "\"a b\"", "a.example", "a..b", ".", "", "{ a; }"],
        ["secret"] = ["\"YWJj\"", "0123456789abcdef0123456789abcdef", "\"not base64!\"", ""],
        ["quoted_string"] = ["\"/tmp\"", "\"a b\"", "\"/nonexistent/x\"", "word", "", "5"],
        ["strings"] = ["{ a; }", "{ a.example; \"b c\"; }", "{ }", "{ a }", "a", "{ a..b; }"],
        ["quoted_strings"] = ["{ \"/a\"; }", "{ a; }", "{ \"a\"; }", "{ }"],
        ["unspecified_text"] = ["{ a b; { c } }", "{ }", "a", "{ {"],
        ["optional_facility"] = ["", "daemon", "\"local0\"", "foo", "{"],
        ["optional_exclude"] = ["", "exclude { a.example; }", "exclude { a..b; }", "include { a; }"],
        ["duration"] = ["0", "1", "90", "3600", "1h30m", "P1D", "PT5M", "P1W2D", "604801", "4294967295", "99999999999", "x", "\"1h\"", "P1Y2M3DT4H5M6S"],
        ["duration_unlimited"] = ["unlimited", "1h", "P1D", "x", "0"],
        ["sizeval"] = ["1", "1k", "30M", "2g", "1t", "9999999999999999999999", "x", "unlimited"],
        ["size"] = ["default", "unlimited", "0", "10k", "1M", "x", "10%", "18446744073709551615k"],
        ["size_or_percent"] = ["default", "unlimited", "10%", "101%", "1M", "x", "%"],
        ["ixfr_ratio"] = ["unlimited", "50%", "0%", "101%", "50", "x"],
        ["stale_timeout"] = ["disabled", "off", "0", "1800", "x"],
        ["string_or_none"] = ["none", "\"a\"", "\"none\"", "a"],
        ["string_none_hostname"] = ["none", "hostname", "\"a\"", "a"],
        ["address_match_list"] =
        [
            "{ any; }", "{ none; }", "{ localhost; localnets; }", "{ 10/8; !192.0.2.0/24; 2001:db8::/32; }", "{ key k; }", "{ undefined; }",
            "{ 1.2.3; }", "{ 192.0.2.1/33; }", "{ 192.0.2.1/24; }", "{ !{ 10/8; }; }", "{ trusted; }", "any", "{ any }", "{ }", "{ key \"a..b\"; }", "{ ! key k; ::1; }",
        ],
        ["portranges"] = ["{ range 1024 2048; 5000; }", "{ range 9 5; }", "{ 70000; }", "{ x; }", "{ }"],
        ["server_key"] = ["k", "{ k; }", "{ \"k\" }", "{ k; l; }", "unknown", ""],
        ["log_severity"] = ["info", "debug", "debug 3", "dynamic", "x", "critical"],
        ["print_time"] = ["yes", "iso8601", "iso8601-utc", "local", "x"],
        ["ipv6_address"] = ["::", "2001:db8::1", "::1", "192.0.2.1", "x"],
        ["addresses"] = ["{ 192.0.2.1; 2001:db8::1; }", "{ }", "{ x; }", "{ 192.0.2.1 port 5; }", "{ fe80::1%lo; }"],
        ["source_v4"] = ["*", "192.0.2.1", "* port 5353", "192.0.2.1 port 53", "::1", "x", "192.0.2.1 port 70000", "192.0.2.1 dscp 5", "192.0.2.1 port 5 port 6"],
        ["source_v6"] = ["*", "2001:db8::1", "* port 5353", "192.0.2.1", "x"],
        ["query_source"] = ["*", "192.0.2.1", "address 192.0.2.1 port 5353", "address * port 53", "address * port *", "port 53", "x", "", "address 192.0.2.1 address 192.0.2.1"],
        ["query_source_v6"] = ["*", "2001:db8::1", "address 2001:db8::1 port 5353", "192.0.2.1", "port *"],
        ["forwarders"] = ["{ 192.0.2.1; }", "port 5353 { 192.0.2.1 port 53; 2001:db8::1; }", "{ }", "{ x; }", "port 70000 { 192.0.2.1; }", "{ 192.0.2.1 key k; }"],
        ["remote_servers"] =
        [
            "{ 192.0.2.1; }", "{ 192.0.2.1 port 5353 key k; 2001:db8::1; }", "{ list; }", "{ undefined; }", "{ }", "port 5353 { 192.0.2.1 tls ephemeral; }",
            "{ 192.0.2.1 tls undefined; }", "{ 192.0.2.1 key undefined; }", "{ 192.0.2.1 port 70000; }", "{ list key k; }", "{ ; }", "dscp 3 { 192.0.2.1; }",
        ],
        ["dual_stack"] = ["{ \"host.example\"; }", "port 5353 { host.example port 53; 192.0.2.1; }", "{ a..b; }", "port 70000 { a; }", "{ }", "{ a port 70000; }"],
        ["listen_on"] =
        [
            "{ any; }", "port 5353 { 127.0.0.1; }", "{ undefined; }", "port 70000 { any; }", "port 443 tls ephemeral http default { any; }", "tls undefined { any; }",
            "http default { any; }", "tls none http undefined { any; }", "tls t { any; }", "port 0 { any; }", "tls none { any; }", "port 1 port 2 { any; }", "any",
        ],
        ["transport_acl"] =
        [
            "{ any; }", "port 853 transport tls { any; }", "transport tcp { any; }", "transport udp { any; }", "port 70000 { any; }", "{ undefined; }", "port 853 { none; }",
        ],
        ["check_names"] = ["primary fail", "secondary warn", "response ignore", "master fail", "slave ignore", "fail", "primary x", "x fail"],
        ["deny_addresses"] = ["{ 10/8; }", "{ 10/8; } except-from { a.example; }", "{ undefined; }", "{ 10/8; } except-from { a..b; }"],
        ["deny_aliases"] = ["{ a.example; }", "{ a.example; } except-from { b.example; }", "{ a..b; }", "{ }"],
        ["disable_strings"] = ["a.example { RSASHA1; }", "a.example { 8; SHA-1; }", "a.example { foo; }", "a..b { RSASHA256; }", ". { SHA-256; }", "a.example"],
        ["fetch_quota"] = ["100 0.1 0.3 0.7", "100 .1 .3 .7", "100 0.1 0.3", "100 0.123 0 0", "100 x 0 0"],
        ["fetches"] = ["0", "100", "100 drop", "100 fail", "100 x", "x"],
        ["must_be_secure"] = ["a.example yes", "a..b yes", "a.example", "a.example x"],
        ["nsec3param"] = ["", "iterations 0", "iterations 0 optout no salt-length 0", "iterations 51", "salt-length 256", "optout x", "salt-length 8 iterations 1"],
        ["prefetch"] = ["2", "2 9", "10 1", "0", "x", "2 x"],
        ["response_padding"] = ["{ any; } block-size 128", "{ any; }", "{ undefined; } block-size 128", "{ any; } block-size x"],
        ["tkey_dhkey"] = ["\"a\" 1", "\"a\"", "a 1"],
        ["validity"] = ["30", "30 7", "0", "3661", "7 30", "30 8000", "8 100", "x", "3660 3660"],
        ["policy_keys"] =
        [
            "{ csk lifetime unlimited algorithm 13; }", "{ ksk key-directory lifetime P365D algorithm ecdsap256sha256; zsk lifetime 30d algorithm 13; }",
            "{ ksk lifetime unlimited algorithm rsasha256 2048; }", "{ csk lifetime unlimited algorithm foo; }", "{ csk algorithm 13; }", "{ csk lifetime 0 algorithm 13 256; }",
            "{ csk lifetime unlimited algorithm rsasha256 512; }", "{ csk lifetime unlimited algorithm rsasha1; }", "{ }", "{ zsk lifetime 1d algorithm 13; ksk lifetime 1d algorithm 13; }",
            "{ csk lifetime unlimited algorithm ed25519; }", "{ csk lifetime unlimited algorithm ed448 100; }", "{ x lifetime 1 algorithm 13; }", "{ csk lifetime 1h algorithm 13; }",
        ],
        ["rrset_order"] =
        [
            "{ order cyclic; }", "{ class IN type A name \"a.example\" order random; }", "{ order fixed; }", "{ order foo; }", "{ class XX order none; }", "{ type XX order none; }",
            "{ name \"a..b\" order none; }", "{ foo cyclic; }", "{ }", "{ order; }", "{ class ANY type ANY name \"*.example\" order none; }",
        ],
        ["trust_anchors"] =
        [
            "{ a.example static-ds 1 8 2 \"0000000000000000000000000000000000000000000000000000000000000000\"; }",
            "{ a.example initial-ds 1 8 2 \"00\"; }", "{ a..b static-ds 1 8 2 \"00\"; }", "{ a.example static-key 257 3 8 \"AwEAAagAIKlVZrpC\"; }",
            "{ a.example static-key 257 3 8 \"!\"; }", "{ a.example static-key 65536 3 8 \"AwEAAagA\"; }", "{ a.example static-key 385 3 8 \"AwEAAagA\"; }",
            "{ a.example static-key 257 256 8 \"AwEAAagA\"; }", "{ a.example static-key 257 3 256 \"AwEAAagA\"; }", "{ a.example foo 1 8 2 \"\"; }",
            "{ . static-ds 1 8 2 \"0000000000000000000000000000000000000000000000000000000000000000\"; }", "{ a.example static-ds 65536 8 2 \"00\"; }",
            "{ a.example static-ds 1 8 256 \"00\"; }", "{ a.example static-ds 1 8 1 \"0000000000000000000000000000000000000000\"; }", "{ a.example initial-key 257 3 13 \"AAAA\"; }",
        ],
        ["trusted_keys"] = ["{ a.example 257 3 8 \"AwEAAagAIKlVZrpC\"; }", "{ . 257 3 8 \"AwEAAagAIKlVZrpC\"; }", "{ a..b 257 3 8 \"AwEAAagA\"; }", "{ a.example 257 3 8; }"],
        ["update_policy"] =
        [
            "local", "foo", "{ }", "{ grant k zonesub; }", "{ grant k zonesub A TXT; }", "{ deny * name a.example. ANY; }", "{ grant k subdomain a.example; }", "{ grant k self *; }",
            "{ grant k wildcard *.a.example. A; }", "{ grant k wildcard a.example. A; }", "{ grant k name a..b; }", "{ grant a..b name a; }", "{ grant k foo a; }", "{ grant k zonesub XX; }",
            "{ grant k tcp-self . PTR(1); }", "{ grant k tcp-self a. PTR; }", "{ grant k tcp-self . PTR(x); }", "{ grant k 6to4-self . PTR; }", "{ grant k krb5-self . A; }", "{ grant k ms-self A; }",
            "{ grant k external a; }", "{ grant k self k.; }", "{ grant k selfsub x. A; }", "{ grant k selfwild . A; }", "{ permit k zonesub; }", "{ grant * krb5-subdomain a. A; }", "{ grant k ms-subdomain-self-rhs . SRV; }",
        ],
        ["catalog_zones"] =
        [
            "{ zone catalog.example; }", "{ zone catalog.example default-primaries { 192.0.2.1; } in-memory yes min-update-interval 5; }", "{ zone a..b; }", "{ catalog.example; }",
            "{ zone p.example; }", "{ zone p.example; zone p.example; }", "{ zone p.example default-masters { 192.0.2.1; }; }", "{ zone p.example zone-directory \"/tmp\"; }", "{ zone p.example foo; }",
            "{ zone p.example default-primaries { 192.0.2.1; } default-masters { 192.0.2.1; }; }",
        ],
        ["response_policy"] =
        [
            "{ zone p.example; }", "{ zone undefined.example; }", "{ zone p.example policy cname a.example; }", "{ zone p.example policy given max-policy-ttl 1h; } break-dnssec yes",
            "{ zone p.example policy x; }", "{ zone a..b; }", "{ zone p.example log yes; } qname-wait-recurse no min-ns-dots 1", "{ zone p.example; } dnsrps-enable yes", "{ zone p.example; zone p.example; }",
        ],
        ["log_file"] = ["\"a.log\"", "\"a.log\" versions 3 size 1m suffix timestamp", "\"a.log\" versions unlimited size unlimited", "a.log", "\"a.log\" versions x", "\"a.log\" suffix x", "\"a.log\" size 1 size 2", "\"a.log\" foo 1"],
        ["dnstap_output"] = ["file \"a\"", "unix \"/run/a\"", "file \"a\" size 1m versions 3 suffix increment", "unix \"/run/a\" size 1m", "x \"a\"", "file a", "unix \"/a\" versions 3", "file \"a\" foo"],
        ["dnstap"] = ["{ all; }", "{ client query; auth response; }", "{ x; }", "{ client x; }", "{ }"],
        ["optional_class"] = [],
    };

    private const string Context = """
        key k { algorithm hmac-sha256; secret "c2VjcmV0c2VjcmV0c2VjcmV0"; };
        acl trusted { 192.0.2.0/24; };
        primaries list { 192.0.2.1; };
        tls t { cert-file "c"; key-file "k"; };
        """;

    // A zone of each type, without its closing brace.
    private static readonly string[] Zones =
    [
        "zone p.example { type primary; file \"f\";",
        "zone p.example { type secondary; file \"f\"; primaries { 192.0.2.1; };",
        "zone p.example { type mirror; primaries { 192.0.2.1; };",
        "zone p.example { type stub; primaries { 192.0.2.1; };",
        "zone . { type hint; file \"f\";",
        "zone p.example { type forward;",
        "zone p.example { type static-stub; server-addresses { 192.0.2.1; };",
        "zone . { type redirect; file \"f\";",
        "zone p.example { type delegation-only;",
    ];

    /// <summary>Every case; their order is always the same.</summary>
    public static IEnumerable<string> All()
    {
        foreach (var clause in OptionsClauses.Server.Clauses.Concat(ViewClauses.OptionsOrView.Clauses).Concat(ZoneClauses.Any.Clauses))
        {
            foreach (var value in Values(clause))
            {
                yield return $"{Context}\nzone p.example {{ type primary; file \"f\"; }};\noptions {{ {clause.Name} {value}; }};";
            }
            yield return $"options {{ {clause.Name} {Good(clause)}; {clause.Name} {Good(clause)}; }};";
            yield return $"options {{ {clause.Name} {Good(clause)} }};";
        }
        foreach (var clause in ViewClauses.View.Clauses.Concat(ViewClauses.OptionsOrView.Clauses).Concat(ZoneClauses.Any.Clauses))
        {
            foreach (var value in Values(clause))
            {
                yield return $"{Context}\nview v {{ zone p.example {{ type primary; file \"f\"; }};\n{clause.Name} {value}; }};";
            }
        }
        foreach (var zone in Zones)
        {
            foreach (var clause in ZoneClauses.Zone.Clauses.Concat(ZoneClauses.Any.Clauses))
            {
                foreach (var value in Values(clause))
                {
                    yield return $"{Context}\n{zone}\n{clause.Name} {value}; }};";
                }
            }
        }
        foreach (var misplaced in All(OptionsClauses.Server).Concat(All(ViewClauses.View)))
        {
            yield return $"view v {{ {misplaced.Name} {Good(misplaced)}; }};";
            yield return $"zone p.example {{ type primary; file \"f\"; {misplaced.Name} {Good(misplaced)}; }};";
            yield return $"{misplaced.Name} {Good(misplaced)};";
        }
        foreach (var (before, set) in new (string, ClauseSet)[]
        {
            ("server 192.0.2.1 {", BlockClauses.Server), ("logging { channel c { null; ", BlockClauses.Channel), ("dnssec-policy p {", BlockClauses.DnssecPolicy),
            ("options { dns64 64:ff9b::/96 {", BlockClauses.Dns64), ("options { rate-limit {", BlockClauses.RateLimit), ("tls s {", BlockClauses.Tls),
            ("key m {", BlockClauses.Key), ("http h {", BlockClauses.Http), ("dlz d {", BlockClauses.Dlz), ("logging { channel c {", BlockClauses.Channel),
            ("key m { secret \"YWJj\"; ", BlockClauses.Key), ("key m { algorithm hmac-sha256; ", BlockClauses.Key), ("http h { endpoints { \"/dns-query\"; };", BlockClauses.Http),
        })
        {
            var closing = string.Concat(Enumerable.Repeat(" };", before.Count(c => c == '{')));
            foreach (var clause in set.Clauses)
            {
                foreach (var value in Values(clause))
                {
                    yield return $"{Context}\n{before}\n{clause.Name} {value};{closing}";
                }
                yield return $"{before} {clause.Name} {Good(clause)}; {clause.Name} {Good(clause)};{closing}";
            }
        }
    }

    private static IEnumerable<Clause> All(ClauseSet set) => set.Clauses;

    private static string Good(Clause clause) => Values(clause)[0];

    private static IReadOnlyList<string> Values(Clause clause)
    {
        if (ByType.TryGetValue(clause.TypeName, out var values))
        {
            return values;
        }
        return clause.TypeName == "-" ? ["yes"] : clause.Type switch
        {
            EnumType type => [.. type.Keywords, "foo", "\"" + type.Keywords[0] + "\""],
            EnumOrOtherType type => [.. type.Keywords, .. ByType.GetValueOrDefault(type.Other.Name, []), "foo"],
            MapType => ["{ }", "{ foo bar; }"],
            var other => throw new InvalidOperationException($"There are no samples of {other?.Name}."),
        };
    }
}
