using System.Security.Cryptography.X509Certificates;
using Waypost.Client;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Provider;

/// <summary>Opens the API client of one provider configuration.</summary>
internal static class ApiConnection
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    // Where distributions keep the bundle. The process's own OpenSSL has been told to forget it (see PluginHost), so that
    // only an https endpoint pays for reading it.
    private static readonly string[] Bundles =
    [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ];

    public static ApiSession Open(ProviderSettings settings, Func<string, string?> variable, TimeProvider time, CancellationToken stopping)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            UseProxy = settings.Endpoint.IsLoopback is false,
        };
        if (settings.Endpoint.Scheme == Uri.UriSchemeHttps && Trust(settings, variable) is { } bundle)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(bundle);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return new ApiSession(WaypostClient.Create(settings.Endpoint, settings.ApiKey, new RetryHandler(handler, time, stopping)), time, stopping);
    }

    // SSL_CERT_FILE as Terraform was started with.
    private static string? Trust(ProviderSettings settings, Func<string, string?> variable) =>
        settings.CaFile ?? ((string?[])[variable("SSL_CERT_FILE"), .. Bundles]).FirstOrDefault(File.Exists);
}
