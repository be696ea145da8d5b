using System.ComponentModel.DataAnnotations;

namespace Waypost.Server.Imap;

/// <summary>Settings of the IMAP listener.</summary>
public sealed class ImapOptions
{
    /// <summary>Address to listen on.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>TCP port to listen on.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 1143;

    /// <summary>TCP port with TLS from the start (RFC 8314 section 3.2), open when there is a certificate.</summary>
    public int TlsPort { get; set; } = 1993;

    /// <summary>Silence after which a session ends (RFC 9051 section 5.4 asks for at least 30 minutes).</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Time to log in.</summary>
    public TimeSpan LoginTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time for one command, with its responses taken by the client.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Wait before a failed login is answered.</summary>
    public TimeSpan LoginFailureDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Failed logins after which the connection is closed.</summary>
    public int MaxLoginFailures { get; set; } = 3;

    /// <summary>BAD commands, one after the other, after which the connection is closed.</summary>
    public int MaxErrors { get; set; } = 20;

    /// <summary>Octets of the largest message that APPEND takes.</summary>
    public int MaxMessageSize { get; set; } = 50 * 1024 * 1024;

    /// <summary>Octets of the longest command with its literals, without APPEND's message.</summary>
    public int MaxCommandSize { get; set; } = 64 * 1024;

}
