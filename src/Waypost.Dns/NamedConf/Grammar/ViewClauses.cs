namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>Clauses of views.</summary>
internal static class ViewClauses
{
    /// <summary>What chooses the view.</summary>
    public static ClauseSet View { get; } = new("""
        match-clients                       address_match_list
        match-destinations                  address_match_list
        match-recursive-only                boolean
        """);

    /// <summary>Clauses of the options statement and of a view.</summary>
    public static ClauseSet OptionsOrView { get; } = new("""
        acache-cleaning-interval            -                     ancient
        acache-enable                       -                     ancient
        additional-from-auth                -                     ancient
        additional-from-cache               -                     ancient
        allow-new-zones                     boolean
        allow-query-cache                   address_match_list
        allow-query-cache-on                address_match_list
        allow-recursion                     address_match_list
        allow-recursion-on                  address_match_list
        allow-v6-synthesis                  -                     ancient
        attach-cache                        string
        auth-nxdomain                       boolean
        cache-file                          -                     ancient
        catalog-zones                       catalog_zones
        check-names                         check_names           *
        cleaning-interval                   -                     ancient
        clients-per-query                   integer
        deny-answer-addresses               deny_addresses
        deny-answer-aliases                 deny_aliases
        disable-algorithms                  disable_strings       *
        disable-ds-digests                  disable_strings       *
        disable-empty-zone                  string                *
        dns64                               dns64                 *
        dns64-contact                       string
        dns64-server                        string
        dnsrps-enable                       boolean               notconfigured
        dnsrps-options                      unspecified_text      notconfigured
        dnssec-accept-expired               boolean
        dnssec-enable                       -                     ancient
        dnssec-lookaside                    -                     * ancient
        dnssec-must-be-secure               must_be_secure        * deprecated
        dnssec-validation                   boolean_or_auto
        dnstap                              dnstap
        dual-stack-servers                  dual_stack
        edns-udp-size                       integer
        empty-contact                       string
        empty-server                        string
        empty-zones-enable                  boolean
        fetch-glue                          -                     ancient
        fetch-quota-params                  fetch_quota
        fetches-per-server                  fetches
        fetches-per-zone                    fetches
        filter-aaaa                         -                     ancient
        filter-aaaa-on-v4                   -                     ancient
        filter-aaaa-on-v6                   -                     ancient
        glue-cache                          boolean               deprecated
        ipv4only-enable                     boolean
        ipv4only-contact                    string
        ipv4only-server                     string
        ixfr-from-differences               ixfr_differences
        lame-ttl                            duration
        lmdb-mapsize                        sizeval
        max-acache-size                     -                     ancient
        max-cache-size                      size_or_percent
        max-cache-ttl                       duration
        max-clients-per-query               integer
        max-ncache-ttl                      duration
        max-recursion-depth                 integer
        max-recursion-queries               integer
        max-query-count                     integer
        max-query-restarts                  integer
        max-stale-ttl                       duration
        max-udp-size                        integer
        message-compression                 boolean
        min-cache-ttl                       duration
        min-ncache-ttl                      duration
        min-roots                           -                     ancient
        minimal-any                         boolean
        minimal-responses                   minimal_responses
        new-zones-directory                 quoted_string
        no-case-compress                    address_match_list
        nocookie-udp-size                   integer
        nosit-udp-size                      -                     ancient
        nta-lifetime                        duration
        nta-recheck                         duration
        nxdomain-redirect                   string
        preferred-glue                      string
        prefetch                            prefetch
        provide-ixfr                        boolean
        qname-minimization                  qname_minimization
        query-source                        query_source
        query-source-v6                     query_source_v6
        queryport-pool-ports                -                     ancient
        queryport-pool-updateinterval       -                     ancient
        rate-limit                          rate_limit
        recursion                           boolean
        request-nsid                        boolean
        request-sit                         -                     ancient
        require-server-cookie               boolean
        resolver-nonbackoff-tries           integer               deprecated
        resolver-query-timeout              integer
        resolver-retry-interval             integer               deprecated
        response-padding                    response_padding
        response-policy                     response_policy
        rfc2308-type1                       -                     ancient
        root-delegation-only                optional_exclude      deprecated
        root-key-sentinel                   boolean
        rrset-order                         rrset_order
        send-cookie                         boolean
        servfail-ttl                        duration
        sortlist                            address_match_list
        stale-answer-enable                 boolean
        stale-answer-client-timeout         stale_timeout
        stale-answer-ttl                    duration
        stale-cache-enable                  boolean
        stale-refresh-time                  duration
        suppress-initial-notify             boolean               obsolete
        synth-from-dnssec                   boolean
        topology                            -                     ancient
        transfer-format                     transfer_format
        trust-anchor-telemetry              boolean
        use-queryport-pool                  -                     ancient
        validate-except                     strings
        v6-bias                             integer
        zero-no-soa-ttl-cache               boolean
        """);
}
