namespace Waypost.Cli.Bind;

/// <summary>Why a clause of named.conf is not imported: where its counterpart is, or that there is none.</summary>
internal static class Counterparts
{
    private const string Recursion = "this server does not recurse";
    private const string Signing = "zones are not signed by this server";
    private const string Cache = "this server has no cache";

    // The longest beginning that fits a clause's name counts.
    private static readonly (string Prefix, string Why)[] Reasons =
    [
        ("directory", "paths are resolved while the files are read; the data is in the database then"),
        ("listen-on", "settings of the server: Dns:Address and Dns:Port"), ("port", "a setting of the server: Dns:Port"),
        ("tls-port", "a setting of the server"), ("http", "DNS over HTTPS is not offered"), ("https-port", "DNS over HTTPS is not offered"),
        ("version", "a setting of the server: Dns:Version"), ("hostname", "a setting of the server: Dns:HostName"), ("server-id", "a setting of the server: Dns:ServerId and Dns:Nsid"),
        ("rate-limit", "settings of the server: Dns:RateLimit:*"), ("cookie-secret", "a setting of the server: Dns:Cookies:Secrets"), ("cookie-algorithm", "cookies are made by SipHash-2-4 (RFC 9018)"),
        ("answer-cookie", "a setting of the server: Dns:Cookies:Answer"), ("require-server-cookie", "a setting of the server: Dns:Cookies:Require"),
        ("minimal-any", "a setting of the server: Dns:MinimalAny"), ("minimal-responses", "answers are as BIND's with minimal-responses yes"),
        ("max-udp-size", "a setting of the server: Dns:MaxUdpSize"), ("edns-udp-size", "a setting of the server: Dns:MaxUdpSize"),
        ("tcp-idle-timeout", "a setting of the server: Dns:TcpIdleTimeout"), ("tcp-keepalive-timeout", "a setting of the server: Dns:TcpKeepaliveTimeout"), ("tcp-", "tuning of BIND's own listeners"),
        ("udp-", "tuning of BIND's own listeners"), ("transfers-out", "a setting of the server: Dns:TransfersOut"), ("transfers-", "tuning of BIND's own transfers"), ("transfer-", "transfers choose it themselves"),
        ("max-transfer-", "a setting of the server: Dns:TransferIdleTimeout"), ("pid-file", "the service manager knows the process"), ("session-key", "nsupdate -l is not served"),
        ("dnssec-", Signing), ("auto-dnssec", Signing), ("inline-signing", Signing), ("sig-", Signing), ("dnskey-", Signing), ("key-directory", Signing), ("parental-", Signing),
        ("update-check-ksk", Signing), ("nsec3-", Signing), ("managed-keys", Recursion), ("trust-anchor", Recursion), ("trusted-keys", Recursion), ("bindkeys-file", Recursion), ("nta-", Recursion),
        ("forward", Recursion), ("query-source", Recursion), ("resolver-", Recursion), ("recursive-clients", Recursion), ("recursing-", Recursion), ("qname-minimization", Recursion),
        ("fetch", Recursion), ("prefetch", Recursion), ("dns64", Recursion), ("response-policy", Recursion), ("dual-stack-servers", Recursion), ("deny-answer-", Recursion), ("root-", Recursion),
        ("rrset-order", "records keep their order"), ("sortlist", "records keep their order"), ("empty-", "there are no built-in empty zones"), ("disable-empty-zone", "there are no built-in empty zones"),
        ("max-cache", Cache), ("min-cache", Cache), ("max-ncache", Cache), ("min-ncache", Cache), ("stale-", Cache), ("max-stale", Cache), ("lame-ttl", Cache), ("servfail-ttl", Cache), ("attach-cache", Cache),
        ("allow-query-cache", Cache), ("auth-nxdomain", "answers of zones are always authoritative"), ("validate-except", Recursion), ("synth-from-dnssec", Recursion), ("send-cookie", Recursion),
        ("allow-query-on", "views choose by the server's address: matchDestinations"), ("allow-recursion-on", Recursion), ("match-mapped-addresses", "IPv4-mapped addresses always match as IPv4"),
        ("check-", "the API checks every write, and check-zone a file"), ("max-journal-size", "the journal is in the database"), ("journal", "the journal is in the database"),
        ("ixfr-from-differences", "every change is kept as a difference"), ("masterfile-", "the data is in the database"), ("flush-zones-on-shutdown", "the data is in the database"),
        ("serial-update-method", "serials count up by one"), ("zone-statistics", "statistics are at /metrics"), ("statistics-", "statistics are at /metrics"), ("memstatistics", "statistics are at /metrics"),
        ("dump-file", "records are read through the API"), ("secroots-file", Recursion), ("allow-new-zones", "zones are created through the API"), ("new-zones-directory", "zones are created through the API"),
        ("catalog-zones", "settings of the catalog zone, once it is there"), ("notify-source", "a member of the remote server's settings"), ("dlz", "no data from other databases"), ("dyndb", "no data from other databases"),
        ("plugin", "BIND's plugins are libraries for BIND"), ("dnstap", "not offered"), ("fstrm-", "not offered"), ("geoip", "not offered"), ("controls", "the control channel is a setting of the server"),
        ("heartbeat-interval", "dial-up links are not reckoned with"), ("dialup", "dial-up links are not reckoned with"), ("tls", "a setting of the server: its certificate"),
        ("max-records", "the API bounds what it takes"), ("max-types-per-name", "the API bounds what it takes"), ("max-zone-ttl", "TTLs are as the records have them"),
        ("blackhole", "imported"), ("multi-master", "a secondary takes the primary with the highest serial"), ("request-", "a member of the remote server's settings"), ("provide-ixfr", "a member of the remote server's settings"),
    ];

    public static string Why(string clause)
    {
        (string Prefix, string Why) best = ("", "it has no counterpart");
        foreach ((string Prefix, string Why) reason in Reasons)
        {
            if (clause.StartsWith(reason.Prefix, StringComparison.OrdinalIgnoreCase) && reason.Prefix.Length > best.Prefix.Length)
            {
                best = reason;
            }
        }

        return best.Why;
    }
}
