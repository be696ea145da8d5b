namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>Clauses of the options statement alone.</summary>
internal static class OptionsClauses
{
    /// <summary>What holds for the server as a whole.</summary>
    public static ClauseSet Server { get; } = new("""
        answer-cookie                       boolean
        automatic-interface-scan            boolean
        avoid-v4-udp-ports                  portranges            deprecated
        avoid-v6-udp-ports                  portranges            deprecated
        bindkeys-file                       quoted_string
        blackhole                           address_match_list
        cookie-algorithm                    cookie_algorithm
        cookie-secret                       secret                *
        coresize                            size                  deprecated
        datasize                            size                  deprecated
        deallocate-on-exit                  -                     ancient
        directory                           quoted_string         directory
        dnstap-output                       dnstap_output
        dnstap-identity                     string_none_hostname
        dnstap-version                      string_or_none
        dscp                                integer               obsolete
        dump-file                           quoted_string
        fake-iquery                         -                     ancient
        files                               size                  deprecated
        flush-zones-on-shutdown             boolean
        fstrm-set-buffer-hint               integer
        fstrm-set-flush-timeout             integer
        fstrm-set-input-queue-size          integer
        fstrm-set-output-notify-threshold   integer
        fstrm-set-output-queue-model        queue_model
        fstrm-set-output-queue-size         integer
        fstrm-set-reopen-interval           duration
        geoip-directory                     string_or_none
        geoip-use-ecs                       -                     ancient
        has-old-clients                     -                     ancient
        heartbeat-interval                  integer               deprecated
        host-statistics                     -                     ancient
        host-statistics-max                 -                     ancient
        hostname                            string_or_none
        interface-interval                  duration
        keep-response-order                 address_match_list
        listen-on                           listen_on             *
        listen-on-v6                        listen_on             *
        lock-file                           string_or_none
        managed-keys-directory              quoted_string
        match-mapped-addresses              boolean
        max-rsa-exponent-size               integer
        memstatistics                       boolean
        memstatistics-file                  quoted_string
        multiple-cnames                     -                     ancient
        named-xfer                          -                     ancient
        notify-rate                         integer
        pid-file                            string_or_none
        port                                integer
        tls-port                            integer
        http-port                           integer
        http-listener-clients               integer
        http-streams-per-connection         integer
        https-port                          integer
        querylog                            boolean
        random-device                       string_or_none        obsolete
        recursing-file                      quoted_string
        recursive-clients                   integer
        reuseport                           boolean
        reserved-sockets                    integer               deprecated
        secroots-file                       quoted_string
        serial-queries                      -                     ancient
        serial-query-rate                   integer
        server-id                           string_none_hostname
        session-keyalg                      string
        session-keyfile                     string_or_none
        session-keyname                     string
        sit-secret                          -                     ancient
        stacksize                           size                  deprecated
        startup-notify-rate                 integer
        statistics-file                     quoted_string
        statistics-interval                 -                     ancient
        tcp-advertised-timeout              integer
        tcp-clients                         integer
        tcp-idle-timeout                    integer
        tcp-initial-timeout                 integer
        tcp-keepalive-timeout               integer
        tcp-listen-queue                    integer
        tcp-receive-buffer                  integer
        tcp-send-buffer                     integer
        tkey-dhkey                          tkey_dhkey            deprecated
        tkey-domain                         quoted_string         deprecated
        tkey-gssapi-credential              quoted_string         deprecated
        tkey-gssapi-keytab                  quoted_string
        transfer-message-size               integer
        transfers-in                        integer
        transfers-out                       integer
        transfers-per-ns                    integer
        treat-cr-as-space                   -                     ancient
        udp-receive-buffer                  integer
        udp-send-buffer                     integer
        update-quota                        integer
        use-id-pool                         -                     ancient
        use-ixfr                            -                     ancient
        use-v4-udp-ports                    portranges            deprecated
        use-v6-udp-ports                    portranges            deprecated
        version                             string_or_none
        """);
}
