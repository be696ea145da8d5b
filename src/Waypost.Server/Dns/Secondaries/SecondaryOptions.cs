namespace Waypost.Server.Dns.Secondaries;

/// <summary>Settings of secondary zones, section <c>Secondaries</c>.</summary>
public sealed record SecondaryOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Secondaries";

    /// <summary>Transfers at a time (BIND's transfers-in). Default 10.</summary>
    public int MaxTransfers { get; set; } = 10;

    /// <summary>Transfers at a time from one primary (BIND's transfers-per-ns). Default 2.</summary>
    public int MaxTransfersPerPrimary { get; set; } = 2;

    /// <summary>Checks of serials at a time. Default 100.</summary>
    public int MaxChecks { get; set; } = 100;

    /// <summary>Records that one transfer may bring before it is refused as one that never ends. Default 20 million.</summary>
    public int MaxRecords { get; set; } = 20_000_000;

    /// <summary>Mebibytes that one transfer may bring before it is refused. Default 4096.</summary>
    public int MaxMegabytes { get; set; } = 4096;

    /// <summary>How long a transfer may stand still (BIND's max-transfer-idle-in), in time span form. Default 1 minute.</summary>
    public TimeSpan TransferIdleTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a whole transfer may take (BIND's max-transfer-time-in), in time span form. Default 2 hours.</summary>
    public TimeSpan TransferTimeout { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How long to wait for a connection, or for the answer to one datagram, in time span form. Default 5 s.</summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The TLS configurations that primaries are given as <c>tls NAME</c> (RFC 9103). <c>ephemeral</c> needs none: it encrypts
    /// without authentication of the primary.
    /// </summary>
    public Dictionary<string, TlsProfile> Tls { get; set; } = [];
}

/// <summary>How a primary is authenticated over TLS (RFC 9103 section 9.3), and this server to it.</summary>
public sealed record TlsProfile
{
    /// <summary>The name that the primary's certificate must have; without it the certificate is not checked.</summary>
    public string? RemoteHostname { get; set; }

    /// <summary>PEM file of the certificate authorities that are trusted; without it those of the system.</summary>
    public string? CaFile { get; set; }

    /// <summary>PEM file of this server's certificate, for mutual TLS.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file of its private key.</summary>
    public string? KeyFile { get; set; }
}
