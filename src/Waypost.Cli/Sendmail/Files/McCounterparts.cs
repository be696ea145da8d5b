namespace Waypost.Cli.Sendmail.Files;

/// <summary>What each macro of sendmail.mc is here: a setting, a table that is read anyway, or nothing, and why.</summary>
internal static class McCounterparts
{
    /// <summary>Features: the value of a setting (<c>Name=value</c>), or in words what becomes of it.</summary>
    public static IReadOnlyDictionary<string, string> Features { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["access_db"] = "the access entries; the file access is imported",
        ["blocklist_recipients"] = "To: entries always judge recipients",
        ["blacklist_recipients"] = "To: entries always judge recipients",
        ["virtusertable"] = "the virtual users; the file virtusertable is imported",
        ["virtuser_entire_domain"] = "no counterpart: virtual domains are exact; write each subdomain",
        ["mailertable"] = "the mailer routes; the file mailertable is imported",
        ["genericstable"] = "the generic addresses; the file genericstable is imported",
        ["generics_entire_domain"] = "=MailTables:GenericsEntireDomain=true",
        ["domaintable"] = "no counterpart: write @old.domain %1%3@new.domain as a virtual user",
        ["use_cw_file"] = "the mail domains; the file local-host-names is imported",
        ["use_ct_file"] = "no counterpart: any sender may be given after authentication",
        ["redirect"] = "always so: address.REDIRECT answers 551",
        ["always_add_domain"] = "senders without a domain get the domain of sendmail.conf",
        ["masquerade_envelope"] = "=MailTables:MasqueradeEnvelope=true",
        ["masquerade_entire_domain"] = "=MailTables:MasqueradeEntireDomain=true",
        ["allmasquerade"] = "=MailTables:MasqueradeRecipients=true",
        ["limited_masquerade"] = "no counterpart: mail domains are masqueraded too",
        ["relay_entire_domain"] = "no counterpart: write Connect:domain RELAY as an access entry",
        ["relay_hosts_only"] = "no counterpart: relaying goes by domain and parents",
        ["relay_based_on_MX"] = "no counterpart: write To:domain RELAY as an access entry",
        ["promiscuous_relay"] = "refused: an open relay is not offered",
        ["relay_local_from"] = "refused: a sender can be forged",
        ["relay_mail_from"] = "refused: a sender can be forged",
        ["accept_unresolvable_domains"] = "domains of senders are not looked up",
        ["accept_unqualified_senders"] = "no counterpart: senders have domains",
        ["delay_checks"] = "=MailTables:DelayChecks=true",
        ["dnsbl"] = "no counterpart: DNS block lists are not asked",
        ["enhdnsbl"] = "no counterpart: DNS block lists are not asked",
        ["greet_pause"] = "GreetPause: access entries",
        ["ratecontrol"] = "ClientRate: access entries",
        ["conncontrol"] = "ClientConn: access entries",
        ["require_rdns"] = "no counterpart: clients without a name are taken",
        ["badmx"] = "no counterpart",
        ["local_procmail"] = "mail is delivered into mailboxes; filters are Sieve's",
        ["local_lmtp"] = "mail is delivered into mailboxes",
        ["smrsh"] = "=MailTables:CommandDirectory=/etc/mail/smrsh",
        ["nocanonify"] = "always so",
        ["nullclient"] = "=Delivery:SmartHost",
        ["no_default_msa"] = "submission has ports of its own: Smtp:SubmissionPort",
        ["msp"] = "submission is by waypost sendmail and its spool",
        ["authinfo"] = "settings of the server: Delivery:SmartHostUserName and its password",
        ["preserve_local_plus_detail"] = "always so: +detail is kept",
        ["nouucp"] = "always so",
        ["lookupdotdomain"] = "access entries match parents by themselves",
        ["compat_check"] = "no counterpart",
        ["ldap_routing"] = "no counterpart: LDAP is not asked",
        ["tls_session_features"] = "no counterpart",
    };

    /// <summary>Macros with a value: the setting that takes it.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MASQUERADE_AS"] = "MailTables:MasqueradeAs",
        ["MASQUERADE_DOMAIN"] = "MailTables:MasqueradeDomains",
        ["EXPOSED_USER"] = "MailTables:ExposedUsers",
        ["SMART_HOST"] = "Delivery:SmartHost",
        ["LUSER_RELAY"] = "MailTables:UnknownUserRelay",
        ["GENERICS_DOMAIN"] = "MailTables:GenericsDomains",
        ["GENERICS_DOMAIN_FILE"] = "MailTables:GenericsDomains",
        ["confMAX_MESSAGE_SIZE"] = "Smtp:MaxMessageSize",
        ["confTO_QUEUERETURN"] = "Delivery:Lifetime",
        ["confTO_QUEUEWARN"] = "Delivery:DelayWarning",
        ["confSERVER_CERT"] = "Tls:CertificatePath",
        ["confSERVER_KEY"] = "Tls:KeyPath",
        ["confMAX_RCPTS_PER_MESSAGE"] = "Smtp:MaxRecipients",
        ["confMAX_HOP"] = "Smtp:MaxHops",
        ["confDOUBLE_BOUNCE_ADDRESS"] = "Delivery:DoubleBounceRecipient",
        ["confDOMAIN_NAME"] = "Smtp:HostName",
    };

    /// <summary>Macros without one: what becomes of them.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MAIL_HUB"] = "no counterpart: local mail stays here; forward accounts instead",
        ["VIRTUSER_DOMAIN"] = "virtual domains are those that virtual users name",
        ["VIRTUSER_DOMAIN_FILE"] = "virtual domains are those that virtual users name",
        ["DAEMON_OPTIONS"] = "settings of the server: Smtp:Address, Smtp:Port, Smtp:SubmissionPort",
        ["CLIENT_OPTIONS"] = "no counterpart",
        ["INPUT_MAIL_FILTER"] = "no counterpart: milters are not called",
        ["MAIL_FILTER"] = "no counterpart: milters are not called",
        ["TRUST_AUTH_MECH"] = "AUTH is always trusted",
        ["confAUTH_MECHANISMS"] = "the mechanisms are the server's own",
        ["confAUTH_OPTIONS"] = "a password is never taken in the clear from another machine",
        ["confPRIVACY_FLAGS"] = "settings of the server for VRFY and EXPN",
        ["confCACERT"] = "the system's certificates are trusted",
        ["confCACERT_PATH"] = "the system's certificates are trusted",
        ["confFORWARD_PATH"] = "forwards are a table; --home imports the files",
        ["confCW_FILE"] = "read as the list of mail domains",
        ["ALIAS_FILE"] = "read as the aliases",
        ["confCT_FILE"] = "any sender may be given after authentication",
        ["MAILER"] = "no counterpart: the mailers are built in",
        ["OSTYPE"] = "no counterpart",
        ["DOMAIN"] = "no counterpart",
        ["VERSIONID"] = "no counterpart",
        ["include"] = "no counterpart",
        ["divert"] = "no counterpart",
        ["undefine"] = "no counterpart",
    };

    /// <summary>Macros that say nothing to an administrator.</summary>
    public static bool IsSilent(string name) => name is "divert" or "include" or "VERSIONID" or "OSTYPE" or "DOMAIN" or "undefine" or "MAILER" or "ifdef" or "ifelse" or "sinclude" or "changequote";
}
