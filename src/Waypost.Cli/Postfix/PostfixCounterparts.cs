namespace Waypost.Cli.Postfix;

/// <summary>Why a parameter or a restriction of main.cf does not come.</summary>
internal static class PostfixCounterparts
{
    // The longest beginning that fits counts.
    private static readonly (string Prefix, string Why)[] Reasons =
    [
        ("smtpd_sasl_", "AUTH is always offered on the ports of submission, by the accounts' passwords"), ("smtp_sasl_", "settings of the server: Delivery:SmartHostUserName and its password"), ("smtpd_tls_", "TLS is offered wherever there is a certificate (Tls:*)"),
        ("smtp_tls_", "TLS is tried wherever it is offered; TLS_Srv: access entries ask for more"), ("smtpd_client_", "ClientRate: and ClientConn: access entries, and settings of the server"), ("smtpd_milters", "milters are not called"), ("non_smtpd_milters", "milters are not called"),
        ("milter_", "milters are not called"), ("header_checks", "messages are not judged by their header; Sieve filters them for each account"), ("body_checks", "messages are not judged by their body"), ("content_filter", "messages are not given to a filter"),
        ("mailbox_", "mail is delivered into the server's own mailboxes"), ("home_mailbox", "mail is delivered into the server's own mailboxes"), ("virtual_", "mail is delivered into the server's own mailboxes"), ("canonical_maps", "no counterpart for recipients; smtp_generic_maps are generic addresses"),
        ("sender_canonical", "write generic addresses, with MailTables:MasqueradeEnvelope"), ("recipient_canonical", "write virtual users"), ("recipient_delimiter", "the delimiter is +"), ("relay_recipient_maps", "mail for relay domains is taken for every recipient"),
        ("local_recipient_maps", "unknown local recipients are always refused"), ("inet_protocols", "the address that is listened on says it: Smtp:Address"), ("biff", "nobody is notified on a terminal"), ("append_dot_mydomain", "no counterpart"), ("readme_directory", "no counterpart"),
        ("mail_", "no counterpart"), ("daemon_", "no counterpart"), ("command_directory", "no counterpart"), ("queue_", "the queue is in the database"), ("data_directory", "DataDirectory is the server's"), ("smtpd_banner", "the greeting is the server's own"), ("smtpd_helo_required", "HELO is always required"),
        ("disable_vrfy_command", "settings of the server for VRFY"), ("default_", "settings of the server: Delivery:*"), ("minimal_backoff_time", "a setting of the server: Delivery:RetryDelays"), ("maximal_backoff_time", "a setting of the server: Delivery:RetryDelays"),
    ];

    private static readonly (string Word, string Why)[] Restrictions =
    [
        ("reject_rbl_client", "DNS block lists are not asked"), ("reject_rhsbl_", "DNS block lists are not asked"), ("check_policy_service", "policy services are not asked"), ("check_helo_access", "HELO names are not judged"),
        ("reject_unknown_", "names of clients and domains of senders are not required to exist"), ("reject_invalid_helo", "HELO names are not judged"), ("reject_non_fqdn_helo", "HELO names are not judged"),
    ];

    public static string Why(string parameter) =>
        Reasons.Where(one => parameter.StartsWith(one.Prefix, StringComparison.Ordinal)).OrderByDescending(one => one.Prefix.Length).Select(one => one.Why).FirstOrDefault() ?? "no counterpart known";

    /// <summary>Why a restriction does not come; null for those that always hold here.</summary>
    public static string? Restriction(string word) =>
        Restrictions.Where(one => word.StartsWith(one.Word, StringComparison.Ordinal)).Select(one => one.Why).FirstOrDefault();
}
