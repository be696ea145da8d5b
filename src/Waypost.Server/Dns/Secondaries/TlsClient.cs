using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Waypost.Dns.Transfers;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>TLS towards primaries: 1.3 with ALPN <c>dot</c> (RFC 9103 sections 7.1 and 8).</summary>
public sealed class TlsClient(IOptions<SecondaryOptions> options)
{
    /// <summary>The name of the configuration without authentication.</summary>
    public const string Ephemeral = "ephemeral";

    /// <summary>Wraps a connection. Throws <see cref="AuthenticationException"/> when the primary is not who it must be.</summary>
    public async Task<SslStream> ConnectAsync(Stream inner, PrimaryAddress primary, CancellationToken cancellationToken)
    {
        var profile = primary.Tls is null or Ephemeral ? new TlsProfile()
            : options.Value.Tls.GetValueOrDefault(primary.Tls)
            ?? throw new AuthenticationException($"there is no TLS configuration named {primary.Tls}: set Secondaries:Tls:{primary.Tls}");
        var stream = new SslStream(inner);
        try
        {
            await stream.AuthenticateAsClientAsync(OptionsOf(profile, primary), cancellationToken);
            if (stream.NegotiatedApplicationProtocol != DnsOptions.TlsProtocol)
            {
                throw new AuthenticationException("the primary does not speak DNS over TLS (ALPN dot)");
            }
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static SslClientAuthenticationOptions OptionsOf(TlsProfile profile, PrimaryAddress primary)
    {
        var tls = new SslClientAuthenticationOptions
        {
            // RFC 9103 section 8 wants 1.3 or later.
#pragma warning disable CA5398 // The system's default would allow TLS 1.2.
            EnabledSslProtocols = SslProtocols.Tls13,
#pragma warning restore CA5398
            ApplicationProtocols = [DnsOptions.TlsProtocol],
            TargetHost = profile.RemoteHostname ?? primary.EndPoint.Address.ToString(),
        };
        if (profile.RemoteHostname is null && profile.CaFile is null)
        {
#pragma warning disable CA5359 // Asked for by name: BIND's tls ephemeral encrypts without authentication.
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        if (profile.CaFile is { } caFile)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(caFile);
            tls.CertificateChainPolicy = policy;
        }
        if (profile.CertificateFile is { } certificateFile)
        {
            tls.ClientCertificates = [X509Certificate2.CreateFromPemFile(certificateFile, profile.KeyFile)];
        }
        return tls;
    }
}
