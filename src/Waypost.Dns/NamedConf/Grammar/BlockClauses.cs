namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>Clauses of the smaller statements.</summary>
internal static class BlockClauses
{
    /// <summary>server</summary>
    public static ClauseSet Server { get; } = new("""
        bogus                               boolean
        edns                                boolean
        edns-udp-size                       integer
        edns-version                        integer
        keys                                server_key
        max-udp-size                        integer
        notify-source                       source_v4
        notify-source-v6                    source_v6
        padding                             integer
        provide-ixfr                        boolean
        query-source                        query_source
        query-source-v6                     query_source_v6
        request-expire                      boolean
        request-ixfr                        boolean
        request-nsid                        boolean
        request-sit                         -                     ancient
        send-cookie                         boolean
        support-ixfr                        -                     ancient
        tcp-keepalive                       boolean
        tcp-only                            boolean
        transfer-format                     transfer_format
        transfer-source                     source_v4
        transfer-source-v6                  source_v6
        transfers                           integer
        """);

    /// <summary>A logging channel.</summary>
    public static ClauseSet Channel { get; } = new("""
        file                                log_file
        syslog                              optional_facility
        null                                void
        stderr                              void
        severity                            log_severity
        print-time                          print_time
        print-severity                      boolean
        print-category                      boolean
        buffered                            boolean
        """);

    /// <summary>logging</summary>
    public static ClauseSet Logging { get; } = new("""
        channel                             channel               *
        category                            category              *
        """);

    /// <summary>dnssec-policy</summary>
    public static ClauseSet DnssecPolicy { get; } = new("""
        dnskey-ttl                          duration
        keys                                policy_keys
        max-zone-ttl                        duration
        nsec3param                          nsec3param
        parent-ds-ttl                       duration
        parent-propagation-delay            duration
        parent-registration-delay           duration              obsolete
        publish-safety                      duration
        purge-keys                          duration
        retire-safety                       duration
        signatures-jitter                   duration
        signatures-refresh                  duration
        signatures-validity                 duration
        signatures-validity-dnskey          duration
        zone-propagation-delay              duration
        """);

    /// <summary>dns64</summary>
    public static ClauseSet Dns64 { get; } = new("""
        break-dnssec                        boolean
        clients                             address_match_list
        exclude                             address_match_list
        mapped                              address_match_list
        recursive-only                      boolean
        suffix                              ipv6_address
        """);

    /// <summary>rate-limit</summary>
    public static ClauseSet RateLimit { get; } = new("""
        all-per-second                      integer
        errors-per-second                   integer
        exempt-clients                      address_match_list
        ipv4-prefix-length                  integer
        ipv6-prefix-length                  integer
        log-only                            boolean
        max-table-size                      integer
        min-table-size                      integer
        nodata-per-second                   integer
        nxdomains-per-second                integer
        qps-scale                           integer
        referrals-per-second                integer
        responses-per-second                integer
        slip                                integer
        window                              integer
        """);

    /// <summary>tls</summary>
    public static ClauseSet Tls { get; } = new("""
        key-file                            quoted_string
        cert-file                           quoted_string
        ca-file                             quoted_string
        remote-hostname                     quoted_string
        dhparam-file                        quoted_string
        protocols                           strings
        ciphers                             string
        prefer-server-ciphers               boolean
        session-tickets                     boolean
        """);

    /// <summary>key</summary>
    public static ClauseSet Key { get; } = new("""
        algorithm                           string
        secret                              secret
        """);

    /// <summary>http</summary>
    public static ClauseSet Http { get; } = new("""
        endpoints                           quoted_strings
        listener-clients                    integer
        streams-per-connection              integer
        """);

    /// <summary>dlz</summary>
    public static ClauseSet Dlz { get; } = new("""
        database                            string
        search                              boolean
        """);

    /// <summary>controls</summary>
    public static ClauseSet Controls { get; } = new("""
        inet                                control_inet          *
        unix                                control_unix          *
        """);

    /// <summary>statistics-channels</summary>
    public static ClauseSet StatisticsChannels { get; } = new("""
        inet                                statistics_inet       *
        """);
}
