using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waypost.Server.Connections.Tls;

/// <summary>The channel binding <c>tls-server-end-point</c> (RFC 5929 section 4.1).</summary>
internal static class ServerEndPointBinding
{
    // The hash of the certificate's signature, SHA-256 in place of weaker ones and where the signature names none.
    public static byte[] Of(X509Certificate2 certificate) => certificate.SignatureAlgorithm.Value switch
    {
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => SHA384.HashData(certificate.RawDataMemory.Span),
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => SHA512.HashData(certificate.RawDataMemory.Span),
        _ => SHA256.HashData(certificate.RawDataMemory.Span),
    };
}
