namespace Waypost.Mail.Tables;

/// <summary>Whom the checks of sender and connection concern when they come after the recipient's (sendmail's delay_checks).</summary>
public enum SpamChecks
{
    /// <summary>Everybody but the recipients that <c>Spam:</c> entries call FRIEND.</summary>
    Friend,

    /// <summary>Nobody but the recipients that <c>Spam:</c> entries call HATER.</summary>
    Hater,
}

/// <summary>How the mail tables are applied; what sendmail.mc says beside the tables.</summary>
public sealed class MailTablesOptions
{
    /// <summary>Whether sender and connection are judged at RCPT, after the recipient (delay_checks). Otherwise each when it is known.</summary>
    public bool DelayChecks { get; set; } = true;

    /// <summary>Whom the delayed checks concern: Friend or Hater.</summary>
    public SpamChecks SpamChecks { get; set; } = SpamChecks.Friend;

    /// <summary>The directory in which the files of <c>:include:</c> targets must be; empty for none allowed.</summary>
    public string IncludeDirectory { get; set; } = "";

    /// <summary>The directory in which the files of <c>/file</c> targets must be; empty for none allowed.</summary>
    public string FileDirectory { get; set; } = "";

    /// <summary>The directory in which the programs of <c>|command</c> targets must be, as smrsh has it; empty for none allowed.</summary>
    public string CommandDirectory { get; set; } = "";

    /// <summary>Whether forwards may have files, commands and includes where aliases may.</summary>
    public bool AllowInForwards { get; set; }

    /// <summary>Where mail for unknown local names goes (LUSER_RELAY): an address, a local name or <c>error:</c>; empty refuses it.</summary>
    public string UnknownUserRelay { get; set; } = "";

    /// <summary>Who gets postmaster's mail when there is neither an alias nor an account of that name: an account or an address;
    /// empty for the first account by name.</summary>
    public string Postmaster { get; set; } = "";

    /// <summary>The domain that addresses at masqueraded domains get in outgoing mail (MASQUERADE_AS); empty for none.</summary>
    public string MasqueradeAs { get; set; } = "";

    /// <summary>Domains beside the mail domains that are masqueraded (MASQUERADE_DOMAIN).</summary>
    public string[] MasqueradeDomains { get; set; } = [];

    /// <summary>Whether hosts below <see cref="MasqueradeDomains"/> are masqueraded too (masquerade_entire_domain).</summary>
    public bool MasqueradeEntireDomain { get; set; }

    /// <summary>Whether the reverse-path is rewritten too, and not the header alone (masquerade_envelope).</summary>
    public bool MasqueradeEnvelope { get; set; }

    /// <summary>Whether recipients in the header are rewritten too (allmasquerade).</summary>
    public bool MasqueradeRecipients { get; set; }

    /// <summary>Local parts that are never masqueraded (EXPOSED_USER).</summary>
    public string[] ExposedUsers { get; set; } = ["root"];

    /// <summary>Domains beside the mail domains whose addresses are looked for among the generic addresses (GENERICS_DOMAIN).</summary>
    public string[] GenericsDomains { get; set; } = [];

    /// <summary>Whether hosts below <see cref="GenericsDomains"/> are looked up too (generics_entire_domain).</summary>
    public bool GenericsEntireDomain { get; set; }
}
