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

    /// <summary>Threads that answer TCP on Linux; 0 is one a core. Default 0.</summary>
    public int TcpThreads { get; set; }

    /// <summary>TCP connections at a time; one more closes the one that is silent longest. Default 50000.</summary>
    public int MaxTcpConnections { get; set; } = 50_000;

    /// <summary>How many zone transfers to others may run at once. Default 10.</summary>
    public int TransfersOut { get; set; } = 10;

    /// <summary>How long a transfer waits for a client that takes nothing, in time span form. Default 1 minute.</summary>
    public TimeSpan TransferIdleTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether TSIG keys of HMAC-MD5 and HMAC-SHA-1 are accepted. RFC 8945 section 6 says not to use them; clients that know
    /// nothing better, as certbot's and lego's defaults are, need it. Default false.
    /// </summary>
    public bool AcceptLegacyTsig { get; set; }

    /// <summary>How long a TCP connection may take over its next query, in time span form (RFC 7766 section 6.2.3); clients that ask (RFC 7828) are told. Default 10 s.</summary>
    public TimeSpan TcpIdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Directory of the files of logging channels. Default <c>log</c> in the data directory.</summary>
    public string LogDirectory { get; set; } = "";

    /// <summary>Longest response over UDP in octets, from 512 to 1232. Default 1232.</summary>
    public int MaxUdpSize { get; set; } = 1232;

    /// <summary>Whether ANY over UDP is answered with one RRset (RFC 8482). Default true.</summary>
    public bool MinimalAny { get; set; } = true;

    /// <summary>Identifier for clients that ask for it (NSID, RFC 5001), as text or as <c>0x</c> and hexadecimal digits; empty for none. Default none.</summary>
    public string Nsid { get; set; } = "";

    /// <summary>What TXT of <c>version.bind</c> in class CH says; <c>none</c> for nothing. Default the program and its version.</summary>
    public string Version { get; set; } = "";

    /// <summary>What TXT of <c>hostname.bind</c> in class CH says; <c>none</c> for nothing. Default the machine's name.</summary>
    public string HostName { get; set; } = "";

    /// <summary>What TXT of <c>id.server</c> in class CH says (RFC 4892); <c>none</c> for nothing. Default none.</summary>
    public string ServerId { get; set; } = "none";

    /// <summary>DNS cookies.</summary>
    public DnsCookieOptions Cookies { get; set; } = new();

    /// <summary>Response rate limiting.</summary>
    public DnsRateLimitOptions RateLimit { get; set; } = new();
}
