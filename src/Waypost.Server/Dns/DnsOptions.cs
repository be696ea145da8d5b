using System.Net.Security;

namespace Waypost.Server.Dns;

/// <summary>Settings of the DNS listeners, section <c>Dns</c>.</summary>
public sealed record DnsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Dns";

    /// <summary>ALPN of DNS over TLS (RFC 7858 section 3.1, RFC 9103 section 7.1).</summary>
    public static readonly SslApplicationProtocol TlsProtocol = new("dot");

    /// <summary>IP address to listen on; <c>0.0.0.0</c> or <c>::</c> for all. Default 127.0.0.1.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port for UDP and TCP; 0 turns DNS off. Default 1053.</summary>
    public int Port { get; set; } = 1053;

    /// <summary>
    /// Port for DNS and zone transfers over TLS (RFC 7858, RFC 9103), with the certificate of <c>Tls:CertificatePath</c>; without one,
    /// or with 0, there is none. Default 1853.
    /// </summary>
    public int TlsPort { get; set; } = 1853;

    /// <summary>Threads that answer UDP, each with a socket of its own on Linux; 0 is one a core. Default 0.</summary>
    public int UdpThreads { get; set; }

    /// <summary>How long a TCP connection may take over its next query, in time span form (RFC 7766 section 6.2.3). Default 10 s.</summary>
    public TimeSpan TcpIdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many zone transfers to others may run at once. Default 10.</summary>
    public int TransfersOut { get; set; } = 10;

    /// <summary>How long a transfer waits for a client that takes nothing, in time span form. Default 1 minute.</summary>
    public TimeSpan TransferIdleTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether TSIG keys of HMAC-MD5 and HMAC-SHA-1 are accepted. RFC 8945 section 6 says not to use them; clients that know
    /// nothing better, as certbot's and lego's defaults are, need it. Default false.
    /// </summary>
    public bool AcceptLegacyTsig { get; set; }
}
