namespace Waypost.Server.Connections;

/// <summary>Settings of connections that come through a proxy, section <c>Proxy</c>.</summary>
public sealed class ProxyOptions
{
    /// <summary>Addresses and networks, with commas, whose connections to SMTP, submission, LMTP, IMAP and POP3 begin with a PROXY header, version 1 or 2.
    /// From there, a connection without one is closed; from elsewhere, one with a header is no use.</summary>
    public string Networks { get; set; } = "";

    /// <summary>How long the header may take.</summary>
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
