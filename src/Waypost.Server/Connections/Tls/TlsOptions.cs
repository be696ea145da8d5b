namespace Waypost.Server.Connections.Tls;

/// <summary>Settings of TLS, section <c>Tls</c>: one certificate for every protocol.</summary>
public sealed record TlsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Tls";

    /// <summary>PEM file with the certificate and, after it, those between it and the root; or a PFX file. Empty: no TLS. Read again when it changes.</summary>
    public string CertificatePath { get; set; } = "";

    /// <summary>PEM file with the private key; empty when it is in the certificate's file.</summary>
    public string KeyPath { get; set; } = "";

    /// <summary>Password of a PFX file or of an encrypted key.</summary>
    public string KeyPassword { get; set; } = "";

    /// <summary>Time for a handshake. Default 30 s.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
