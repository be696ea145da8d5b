namespace Waypost.Api.Features.MailPrograms;

/// <summary>What mail programs are told of this server when they ask how to set themselves up.</summary>
public sealed class MailProgramOptions
{
    /// <summary>The name under which clients reach IMAP, POP3 and submission; empty for <c>Smtp:HostName</c>.</summary>
    public string HostName { get; set; } = "";

    /// <summary>What the service calls itself; empty for the mail domain's name.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Port of IMAP that clients reach; 0 for the listener's own.</summary>
    public int ImapPort { get; set; }

    /// <summary>Port of POP3 that clients reach; 0 for the listener's own, -1 to offer no POP3.</summary>
    public int Pop3Port { get; set; }

    /// <summary>Port of submission that clients reach; 0 for the listener's own.</summary>
    public int SubmissionPort { get; set; }

    /// <summary>How the ports above are reached: <c>tls</c>, <c>starttls</c> or <c>plain</c>; empty for TLS where there is a certificate.</summary>
    public string Security { get; set; } = "";
}
