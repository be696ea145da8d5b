using System.Security.Cryptography.X509Certificates;

namespace Waypost.Terraform.Protocol;

/// <summary>
/// The one line on standard output that tells Terraform where and how to connect:
/// <c>core|protocol|network|address|transport|certificate|multiplexing</c>.
/// </summary>
internal static class HandshakeLine
{
    public static string Format(string socketPath, X509Certificate2? certificate, bool asksForMultiplexing)
    {
        // Go decodes the certificate with RawStdEncoding, which refuses padding.
        var encoded = certificate is null ? "" : Convert.ToBase64String(certificate.RawData).TrimEnd('=');
        var line = $"1|6|unix|{socketPath}|grpc|{encoded}";

        // The field's presence says that the plugin knows it; "false" keeps the broker's plain form.
        return (asksForMultiplexing ? line + "|false" : line) + "\n";
    }
}
