using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waypost.Server.Connections.Tls;

/// <summary>A certificate with its private key, and the certificates between it and the root.</summary>
internal sealed record CertificateChain(X509Certificate2 Leaf, X509Certificate2Collection Intermediates) : IDisposable
{
    public void Dispose()
    {
        Leaf.Dispose();
        foreach (var certificate in Intermediates)
        {
            certificate.Dispose();
        }
    }
}

/// <summary>The files that the settings name: PEM (RFC 7468) or PFX (RFC 7292).</summary>
internal sealed class CertificateFiles(TlsOptions options)
{
    /// <summary>When the later of the files was written.</summary>
    public DateTime Version
    {
        get
        {
            var certificate = File.GetLastWriteTimeUtc(options.CertificatePath);
            var key = options.KeyPath.Length > 0 ? File.GetLastWriteTimeUtc(options.KeyPath) : certificate;
            return certificate > key ? certificate : key;
        }
    }

    private string? Password => options.KeyPassword.Length > 0 ? options.KeyPassword : null;

    public CertificateChain Read()
    {
        var bytes = File.ReadAllBytes(options.CertificatePath);
        return bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0 ? ReadPem() : ReadPfx(bytes);
    }

    private CertificateChain ReadPem()
    {
        var keyPath = options.KeyPath.Length > 0 ? options.KeyPath : options.CertificatePath;
        using var pem = Password is null
            ? X509Certificate2.CreateFromPemFile(options.CertificatePath, keyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(options.CertificatePath, Password, keyPath);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(options.CertificatePath);
        all[0].Dispose();
        all.RemoveAt(0);
        // A key that is only in memory is refused by some platforms' TLS: through PFX it is bound to the certificate.
        return new CertificateChain(X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pfx), null), all);
    }

    private CertificateChain ReadPfx(byte[] bytes)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, Password);
        var leaf = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new CryptographicException($"{options.CertificatePath} has no certificate with a private key.");
        all.Remove(leaf);
        return new CertificateChain(leaf, all);
    }
}
