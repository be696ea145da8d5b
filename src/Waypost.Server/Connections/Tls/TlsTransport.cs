using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace Waypost.Server.Connections.Tls;

/// <summary>What a handshake agreed on.</summary>
/// <param name="Protocol">As Received fields show it: <c>TLSv1.3</c>.</param>
/// <param name="CipherSuite">IANA's name of it.</param>
public sealed record TlsSession(string Protocol, string CipherSuite)
{
    /// <summary>The channel binding <c>tls-server-end-point</c> (RFC 5929 section 4): a hash of the certificate that was shown.</summary>
    public ReadOnlyMemory<byte> ServerEndPoint { get; init; }
}

/// <summary>The server's side of TLS over a connection's transport.</summary>
internal sealed class TlsTransport : IDuplexPipe, IAsyncDisposable
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(2);

    // A read of nothing waits without a buffer: connections at rest hold none.
    private static readonly StreamPipeReaderOptions ReaderOptions = new(leaveOpen: true, useZeroByteReads: true);
    private static readonly StreamPipeWriterOptions WriterOptions = new(leaveOpen: true);

    private readonly SslStream _stream;

    private TlsTransport(SslStream stream, X509Certificate2? certificate)
    {
        _stream = stream;
        Input = PipeReader.Create(stream, ReaderOptions);
        Output = PipeWriter.Create(stream, WriterOptions);
        Session = new TlsSession(
            stream.SslProtocol.ToString() == "Tls13" ? "TLSv1.3" : "TLSv1.2",
            stream.NegotiatedCipherSuite.ToString())
        {
            ServerEndPoint = certificate is null ? default : ServerEndPointBinding.Of(certificate),
        };
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public TlsSession Session { get; }

    /// <summary>Does the handshake; null when it failed, took too long, or the client went away.</summary>
    public static async Task<TlsTransport?> AcceptAsync(
        IDuplexPipe plain, TlsCertificates certificates, SslApplicationProtocol? application, TimeProvider time, CancellationToken cancellationToken)
    {
        var stream = new SslStream(new DuplexStream(plain.Input.AsStream(leaveOpen: true), plain.Output.AsStream(leaveOpen: true)));
        using var limit = new CancellationTokenSource(certificates.HandshakeTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            SslServerAuthenticationOptions shared = certificates.ServerOptions;
            await stream.AuthenticateAsServerAsync(OptionsOf(shared, application), both.Token);
            return new TlsTransport(stream, shared.ServerCertificateContext?.TargetCertificate);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or ConnectionAbortedException or ConnectionResetException or OperationCanceledException)
        {
            await stream.DisposeAsync();
            return null;
        }
    }

    // The shared options must not change under other ports.
    private static SslServerAuthenticationOptions OptionsOf(SslServerAuthenticationOptions shared, SslApplicationProtocol? application) => application is not { } protocol
        ? shared
        : new SslServerAuthenticationOptions
        {
            ServerCertificateContext = shared.ServerCertificateContext,
            EnabledSslProtocols = shared.EnabledSslProtocols,
            ApplicationProtocols = [protocol],
        };

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Output.CompleteAsync();
            await Input.CompleteAsync();
            // close_notify tells the client that nothing was cut off (RFC 8446 section 6.1).
            await _stream.ShutdownAsync().WaitAsync(ShutdownLimit);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or TimeoutException or ConnectionAbortedException or ConnectionResetException)
        {
            // The client is gone already.
        }
        await _stream.DisposeAsync();
    }
}
