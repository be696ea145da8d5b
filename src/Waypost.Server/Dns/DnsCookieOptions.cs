namespace Waypost.Server.Dns;

/// <summary>Settings of DNS cookies (RFC 7873, RFC 9018), section <c>Dns:Cookies</c>.</summary>
public sealed record DnsCookieOptions
{
    /// <summary>Whether cookies are answered. Default true.</summary>
    public bool Answer { get; set; } = true;

    /// <summary>Whether a client that sends a cookie over UDP without this server's gets BADCOOKIE and no answer. Default false.</summary>
    public bool Require { get; set; }

    /// <summary>
    /// Secrets, 32 hexadecimal digits each: the first makes cookies, all are taken. Servers that share an address share them. Default
    /// one that is made at each start.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];
}
