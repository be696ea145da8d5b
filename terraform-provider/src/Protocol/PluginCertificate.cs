using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Waypost.Terraform.Protocol;

/// <summary>go-plugin's automatic mTLS: each side makes a certificate for one launch and pins the other's.</summary>
internal static class PluginCertificate
{
    /// <summary>A P-256 certificate for <c>localhost</c>, the name that Terraform verifies. It is its own authority.</summary>
    public static X509Certificate2 Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-5), now.AddYears(1));
    }

    /// <summary>Kestrel's TLS for <paramref name="server"/>, open only to the holder of <paramref name="client"/>.</summary>
    public static HttpsConnectionAdapterOptions Require(X509Certificate2 server, X509Certificate2 client) => new()
    {
        ServerCertificate = server,
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        CheckCertificateRevocation = false,

        // The chain says nothing about a certificate made for this launch; its bytes do.
        ClientCertificateValidation = (presented, _, _) =>
            CryptographicOperations.FixedTimeEquals(presented.RawDataMemory.Span, client.RawDataMemory.Span),
    };
}
