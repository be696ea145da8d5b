namespace Waypost.Server.Delivery;

/// <summary>How queued mail is delivered.</summary>
public sealed class DeliveryOptions
{
    /// <summary>The port of remote SMTP servers.</summary>
    public int RemotePort { get; set; } = 25;

    /// <summary>The name server for MX and address lookups, <c>address:port</c>; null for the system's resolvers.</summary>
    public string? DnsServer { get; set; }

    /// <summary>The waits between attempts; the last one repeats. The default tries for an hour at short waits, then hourly.</summary>
    public TimeSpan[]? RetryDelays { get; set; }

    /// <summary>How long a message is tried before its sender is told (RFC 5321 section 4.5.4.1: at least 4 to 5 days).</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(5);

    /// <summary>How long a DSN of ours is tried.</summary>
    public TimeSpan NoticeLifetime { get; set; } = TimeSpan.FromDays(5);

    /// <summary>After how long the sender of a message that still waits is told so; see RFC 3461 section 4.1 for who is not.</summary>
    public TimeSpan DelayWarning { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Who gets what cannot be delivered and has the null reverse-path; empty for nobody.</summary>
    public string DoubleBounceRecipient { get; set; } = "postmaster";

    /// <summary>The largest message that a DSN carries whole, in octets; of larger ones, and with RET=HDRS, only the header.</summary>
    public int MaxReturnedSize { get; set; } = 50 * 1024;

    /// <summary>How many messages are delivered at a time.</summary>
    public int MaxConcurrency { get; set; } = 100;

    /// <summary>How many connections to one destination are open at a time.</summary>
    public int MaxDestinationConcurrency { get; set; } = 20;

    /// <summary>How many recipients one SMTP transaction has; the remote server's LIMITS (RFC 9422) may set fewer.</summary>
    public int MaxTransactionRecipients { get; set; } = 100;

    /// <summary>How many messages one connection takes.</summary>
    public int MaxConnectionMessages { get; set; } = 100;

    /// <summary>How long a connection is kept open for the next message.</summary>
    public TimeSpan ConnectionIdleTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that a destination which could not be reached is left alone; it starts with the first retry delay.</summary>
    public TimeSpan MaxDestinationBackOff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a recipient stays with a node that died. A node that lives extends its leases while it works.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long connecting to one address may take.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a reply may take (RFC 5321 section 4.5.3.2: 5 minutes).</summary>
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the reply to the final dot may take (RFC 5321 section 4.5.3.2.6: 10 minutes).</summary>
    public TimeSpan FinalReplyTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the runner sleeps at most before it looks for due recipients.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a query to the name server may take.</summary>
    public TimeSpan DnsTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether STARTTLS is used with remote servers: <c>None</c>, <c>Opportunistic</c> (when offered, and in the clear
    /// when it fails), <c>Required</c>, or <c>Verified</c> (with a certificate that this machine trusts).</summary>
    public RelayTls Tls { get; set; } = RelayTls.Opportunistic;

    /// <summary>The server that takes all mail for other domains: <c>[host]:port</c>, or <c>domain</c> for its mail exchangers; empty for none.</summary>
    public string SmartHost { get; set; } = "";

    /// <summary>The user name for AUTH at the smart host; empty for no AUTH.</summary>
    public string SmartHostUserName { get; set; } = "";

    /// <summary>The password for AUTH at the smart host.</summary>
    public string SmartHostPassword { get; set; } = "";

    /// <summary>As <see cref="Tls"/>, for the smart host; also <c>Implicit</c>, TLS from the start with a certificate that this machine trusts.</summary>
    public RelayTls SmartHostTls { get; set; } = RelayTls.Opportunistic;

    /// <summary>Whether an alias or forward may append to a file. The server's user writes it.</summary>
    public bool AllowFiles { get; set; }

    /// <summary>Whether an alias or forward may run a command. It runs as the server's user.</summary>
    public bool AllowCommands { get; set; }

    /// <summary>How long a command may run.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the trace of a message is kept.</summary>
    public TimeSpan TraceRetention { get; set; } = TimeSpan.FromDays(14);

    /// <summary>The waits in force.</summary>
    internal IReadOnlyList<TimeSpan> EffectiveRetryDelays => RetryDelays is { Length: > 0 } set ? set :
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
    ];
}

/// <summary>How TLS is used with a server that mail is relayed to.</summary>
public enum RelayTls { None, Opportunistic, Required, Verified, Implicit }
