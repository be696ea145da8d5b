namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>Clauses of zones.</summary>
internal static class ZoneClauses
{
    /// <summary>Clauses of a zone alone.</summary>
    public static ClauseSet Zone { get; } = new("""
        type                                zone_type             @PSUHFTRDM
        check-names                         check_mode            @PSUHM
        database                            string                @PSUM
        delegation-only                     boolean               @UHF deprecated
        dlz                                 string                @PSR
        file                                quoted_string         @PSUHRM
        in-view                             string                @I
        inline-signing                      boolean               @PS
        ixfr-base                           -                     ancient
        ixfr-from-differences               boolean               @PSM
        ixfr-tmp-file                       -                     ancient
        journal                             quoted_string         @PSM
        masters                             remote_servers        @SURM
        parental-agents                     remote_servers        @PS
        primaries                           remote_servers        @SURM
        pubkey                              -                     ancient
        server-addresses                    addresses             @T
        server-names                        strings               @T
        update-policy                       update_policy         @P
        """);

    /// <summary>Clauses of the options statement, of a view and of a zone, with the kinds of zones that take them.</summary>
    public static ClauseSet Any { get; } = new("""
        allow-notify                        address_match_list    @SM
        allow-query                         address_match_list    @PSUTRM
        allow-query-on                      address_match_list    @PSUTRM
        allow-transfer                      transport_acl         @PSM
        allow-update                        address_match_list    @P
        allow-update-forwarding             address_match_list    @SM
        also-notify                         remote_servers        @PSM
        alt-transfer-source                 source_v4             @PSM deprecated
        alt-transfer-source-v6              source_v6             @PSM deprecated
        auto-dnssec                         auto_dnssec           @PS deprecated
        check-dup-records                   check_mode            @P
        check-integrity                     boolean               @P
        check-mx                            check_mode            @P
        check-mx-cname                      check_mode            @P
        check-sibling                       boolean               @P
        check-spf                           check_warn            @P
        check-srv-cname                     check_mode            @P
        check-wildcard                      boolean               @P
        dialup                              dialup                @PSU deprecated
        dnssec-dnskey-kskonly               boolean               @PS
        dnssec-loadkeys-interval            integer               @PS
        dnssec-policy                       string                @PS
        dnssec-secure-to-insecure           boolean               @P
        dnssec-update-mode                  dnssec_update_mode    @PS
        forward                             forward               @PSUFT
        forwarders                          forwarders            @PSUFT
        key-directory                       quoted_string         @PS
        maintain-ixfr-base                  -                     ancient
        masterfile-format                   masterfile_format     @PSURM
        masterfile-style                    masterfile_style      @PSURM
        max-ixfr-log-size                   -                     ancient
        max-ixfr-ratio                      ixfr_ratio            @PSM
        max-journal-size                    size                  @PSM
        max-records                         integer               @PSUTRM
        max-records-per-type                integer               @PSUTRM
        max-types-per-name                  integer               @PSUTRM
        max-refresh-time                    integer               @SUM
        max-retry-time                      integer               @SUM
        max-transfer-idle-in                integer               @SUM
        max-transfer-idle-out               integer               @PSM
        max-transfer-time-in                integer               @SUM
        max-transfer-time-out               integer               @PSM
        max-zone-ttl                        duration_unlimited    @PR
        min-refresh-time                    integer               @SUM
        min-retry-time                      integer               @SUM
        multi-master                        boolean               @SUM
        notify                              notify                @PSM
        notify-delay                        integer               @PSM
        notify-source                       source_v4             @PSM
        notify-source-v6                    source_v6             @PSM
        notify-to-soa                       boolean               @PS
        nsec3-test-zone                     boolean               @PS testonly
        parental-source                     source_v4             @PS
        parental-source-v6                  source_v6             @PS
        request-expire                      boolean               @SM
        request-ixfr                        boolean               @SM
        serial-update-method                update_method         @P
        sig-signing-nodes                   integer               @PS
        sig-signing-signatures              integer               @PS
        sig-signing-type                    integer               @PS
        sig-validity-interval               validity              @PS
        dnskey-sig-validity                 integer               @PS
        transfer-source                     source_v4             @SUM
        transfer-source-v6                  source_v6             @SUM
        try-tcp-refresh                     boolean               @SM
        update-check-ksk                    boolean               @PS
        use-alt-transfer-source             boolean               @SUM deprecated
        zero-no-soa-ttl                     boolean               @PSM
        zone-statistics                     zone_statistics       @PSUTRM
        """);
}
