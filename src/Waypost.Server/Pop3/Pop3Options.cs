using System.ComponentModel.DataAnnotations;

namespace Waypost.Server.Pop3;

/// <summary>Settings of the POP3 listener.</summary>
public sealed class Pop3Options
{
    /// <summary>Address to listen on.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>TCP port to listen on.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 1110;

    /// <summary>TCP port with TLS from the start (RFC 8314 section 3.2), open when there is a certificate.</summary>
    public int TlsPort { get; set; } = 1995;

    /// <summary>Silence after which a session ends without deleting anything (RFC 1939 asks for at least ten minutes).</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time to log in.</summary>
    public TimeSpan LoginTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time for one command, and for a client to take one response.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Wait before a failed login is answered.</summary>
    public TimeSpan LoginFailureDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Least time between two logins of an account, announced as LOGIN-DELAY.</summary>
    public TimeSpan LoginDelay { get; set; }

    /// <summary>Failed logins after which the connection is closed.</summary>
    public int MaxLoginFailures { get; set; } = 3;

    /// <summary>Commands in error, one after the other, after which the connection is closed.</summary>
    public int MaxErrors { get; set; } = 20;
}
