using Waypost.Mail.Addresses;

namespace Waypost.Server.Smtp;

/// <summary>Whom VRFY and EXPN answer.</summary>
public enum VerifyPolicy { None, Authenticated, All }

/// <summary>Which addresses a user must own to submit with them.</summary>
public enum SenderCheck { None, ReversePath, ReversePathAndFrom }

/// <summary>How the SMTP and submission listeners behave.</summary>
public sealed class SmtpOptions
{
    /// <summary>This server's name in greetings, trace fields and DSNs; the machine's name by default.</summary>
    public string HostName { get; set; } = DefaultHostName();

    /// <summary>The address that both ports listen on.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port for mail from other servers.</summary>
    public int Port { get; set; } = 1025;

    /// <summary>The port for mail from users (RFC 6409); AUTH is required.</summary>
    public int SubmissionPort { get; set; } = 1587;

    /// <summary>The port for mail from users inside TLS from the start (RFC 8314 section 3.3), open when there is a certificate.</summary>
    public int SubmissionsPort { get; set; } = 1465;

    /// <summary>The largest message, in octets.</summary>
    public int MaxMessageSize { get; set; } = 35 * 1024 * 1024;

    /// <summary>The most forward-paths of one message (RFC 5321 section 4.5.3.1.8: at least 100).</summary>
    public int MaxRecipients { get; set; } = 1000;

    /// <summary>The most refused commands of one connection.</summary>
    public int MaxErrors { get; set; } = 25;

    /// <summary>The most failed AUTH commands of one connection.</summary>
    public int MaxAuthFailures { get; set; } = 3;

    /// <summary>The most connections at a time, both ports together.</summary>
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>The most connections at a time of one client; those from this machine do not count. ClientConn: entries say otherwise.</summary>
    public int MaxConnectionsPerClient { get; set; } = 50;

    /// <summary>The most connections at a time of one network: an IPv4 /24, an IPv6 /64; those from this machine do not count.</summary>
    public int MaxConnectionsPerNetwork { get; set; } = 200;

    /// <summary>The most commands a minute of one connection.</summary>
    public int MaxCommandsPerMinute { get; set; } = 60_000;

    /// <summary>The most commands between two messages that bring no message nearer: NOOP, RSET, VRFY, EXPN, HELP, EHLO.</summary>
    public int MaxJunkCommands { get; set; } = 100;

    /// <summary>Refused commands after which every further refusal waits for <see cref="TarpitDelay"/>.</summary>
    public int SoftErrors { get; set; } = 10;

    /// <summary>How long such a refusal waits.</summary>
    public TimeSpan TarpitDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the greeting waits for clients that speak before it, which are turned away. GreetPause: entries say otherwise.</summary>
    public TimeSpan GreetingDelay { get; set; }

    /// <summary>The longest line of a message, in octets without CRLF; RFC 5321 section 4.5.3.1.6 asks for 998 at least.</summary>
    public int MaxLineLength { get; set; } = 8192;

    /// <summary>The most header fields of a message.</summary>
    public int MaxHeaderFields { get; set; } = 1000;

    /// <summary>How far away FUTURERELEASE may be (RFC 4865).</summary>
    public TimeSpan MaxFutureRelease { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whom VRFY and EXPN answer: None, Authenticated or All.</summary>
    public VerifyPolicy VerifyPolicy { get; set; }

    /// <summary>Which addresses a user must own to submit with them: None, ReversePath, or ReversePathAndFrom (the From field too).</summary>
    public SenderCheck SenderCheck { get; set; }

    /// <summary>The port for mail by LMTP (RFC 2033), from a mail server before this one; 0 for none.</summary>
    public int LmtpPort { get; set; }

    /// <summary>Addresses and networks, with commas, whose XCLIENT is believed.</summary>
    public string XClientNetworks { get; set; } = "";

    /// <summary>The most Received fields before a message is taken for a loop (RFC 5321 section 6.3).</summary>
    public int MaxHops { get; set; } = 100;

    /// <summary>How long the server waits for a command (RFC 5321 section 4.5.3.2.7: at least 5 minutes).</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the server waits for more of a message's content.</summary>
    public TimeSpan ContentTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a connection may last.</summary>
    public TimeSpan ConnectionTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether clients on the loopback address may relay without AUTH.</summary>
    public bool RelayFromLoopback { get; set; }

    /// <summary>Whether the names of clients are looked up, for Connect: entries and Received fields.</summary>
    public bool LookUpClientNames { get; set; } = true;

    private static string DefaultHostName()
    {
        string name = System.Net.Dns.GetHostName();
        return DomainSyntax.IsDomain(name) ? name : "localhost";
    }
}
