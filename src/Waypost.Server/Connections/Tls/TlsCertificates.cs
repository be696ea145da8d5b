using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Waypost.Server.Connections.Tls;

/// <summary>The server's certificate. A renewed file is taken up without a restart; one that cannot be read leaves the old one in use.</summary>
public sealed partial class TlsCertificates(IOptions<TlsOptions> options, TimeProvider time, ILogger<TlsCertificates> logger)
{
    // How often the files are looked at, by the handshakes that come.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _reloading = new();
    private volatile SslServerAuthenticationOptions? _current;
    private DateTime _version;
    private long _checkedAt;

    /// <summary>Whether there is a certificate, so that TLS can be offered.</summary>
    public bool IsConfigured => options.Value.CertificatePath.Length > 0;

    /// <summary>Time for a handshake.</summary>
    public TimeSpan HandshakeTimeout => options.Value.HandshakeTimeout;

    /// <summary>What a handshake needs. Throws <see cref="InvalidOperationException"/> when no certificate is configured.</summary>
    public SslServerAuthenticationOptions ServerOptions
    {
        get
        {
            if (!IsConfigured)
            {
                throw new InvalidOperationException("Tls:CertificatePath is not set.");
            }
            if (_current is null || time.GetElapsedTime(Volatile.Read(ref _checkedAt)) >= CheckInterval)
            {
                Reload();
            }
            return _current!;
        }
    }

    /// <summary>Reads the certificate; returns what is wrong with it, or null. The start calls it, so that a wrong path stops the start.</summary>
    public string? Check()
    {
        try
        {
            if (IsConfigured)
            {
                using var chain = new CertificateFiles(options.Value).Read();
            }
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return exception.Message;
        }
    }

    private void Reload()
    {
        lock (_reloading)
        {
            Volatile.Write(ref _checkedAt, time.GetTimestamp());
            var files = new CertificateFiles(options.Value);
            try
            {
                var version = files.Version;
                if (_current is not null && version == _version)
                {
                    return;
                }
                // Not disposed: handshakes under way use the one before, and it has no more than memory.
                var chain = files.Read();
                _current = new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = SslStreamCertificateContext.Create(chain.Leaf, chain.Intermediates, offline: true),
                    // The system's choice, which has nothing before 1.2 (RFC 8996).
                    EnabledSslProtocols = SslProtocols.None,
                };
                _version = version;
                LogLoaded(chain.Leaf.Subject, chain.Leaf.NotAfter.ToUniversalTime());
            }
            catch (Exception exception) when (_current is not null && exception is IOException or UnauthorizedAccessException or CryptographicException)
            {
                LogKept(exception.Message);
            }
        }
    }

    [LoggerMessage(5001, LogLevel.Information, "TLS certificate {Subject} loaded, valid until {NotAfter:u}")]
    private partial void LogLoaded(string subject, DateTime notAfter);

    [LoggerMessage(5002, LogLevel.Error, "The TLS certificate cannot be read again, the one before stays in use: {Reason}")]
    private partial void LogKept(string reason);
}
