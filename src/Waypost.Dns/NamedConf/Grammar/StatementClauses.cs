namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>The statements of named.conf (BIND 9.18).</summary>
internal static class StatementClauses
{
    /// <summary>Statements that stand in the file alone.</summary>
    public static ClauseSet Top { get; } = new("""
        acl                                 acl                   *
        controls                            controls              *
        dnssec-policy                       dnssec_policy         *
        http                                http                  *
        logging                             logging
        lwres                               -                     * ancient
        masters                             named_remote_servers  *
        options                             options
        parental-agents                     named_remote_servers  *
        primaries                           named_remote_servers  *
        statistics-channels                 statistics_channels   *
        tls                                 tls                   *
        view                                view                  *
        """);

    /// <summary>Statements that stand in the file and in a view.</summary>
    public static ClauseSet TopOrView { get; } = new("""
        dlz                                 dlz                   *
        dyndb                               dyndb                 *
        key                                 key                   *
        managed-keys                        trust_anchors         * deprecated
        plugin                              plugin                *
        server                              server                *
        trust-anchors                       trust_anchors         *
        trusted-keys                        trusted_keys          * deprecated
        zone                                zone                  *
        """);
}
