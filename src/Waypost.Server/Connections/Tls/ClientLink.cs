using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Waypost.Server.Connections.Tls;

/// <summary>One client's bytes, which may go on inside TLS half-way: the pipes are those of the moment, so take them anew for each use.</summary>
internal sealed class ClientLink(ConnectionContext connection, TlsCertificates certificates, TimeProvider time) : IDuplexPipe, IAsyncDisposable
{
    private TlsTransport? _upgraded;

    public PipeReader Input => (_upgraded ?? connection.Transport).Input;

    public PipeWriter Output => (_upgraded ?? connection.Transport).Output;

    /// <summary>What TLS agreed on; null in the clear.</summary>
    public TlsSession? Tls => _upgraded?.Session ?? connection.Features.Get<TlsSession>();

    /// <summary>Whether STARTTLS can be offered.</summary>
    public bool CanStartTls => Tls is null && certificates.IsConfigured;

    /// <summary>Whether a password may be sent: nobody between can read it (RFC 8314 section 3).</summary>
    public bool IsPrivate => Tls is not null || IsLoopback;

    /// <summary>The client's address; null when it is not known.</summary>
    public IPAddress? ClientAddress => connection.RemoteEndPoint is IPEndPoint { Address: var address } ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) : null;

    private bool IsLoopback => ClientAddress is { } address && IPAddress.IsLoopback(address);

    /// <summary>
    /// Goes on inside TLS once the reply that announces it is written; false ends the connection. What the client sent in the clear
    /// behind STARTTLS might be an attacker's, so it ends the connection too (CVE-2011-0411).
    /// </summary>
    public async Task<bool> StartTlsAsync(CancellationToken cancellationToken)
    {
        var plain = connection.Transport;
        if (plain.Input.TryRead(out var early))
        {
            plain.Input.AdvanceTo(early.Buffer.Start);
            if (!early.Buffer.IsEmpty || early.IsCompleted)
            {
                return false;
            }
        }
        await plain.Output.FlushAsync(cancellationToken);
        _upgraded = await TlsTransport.AcceptAsync(plain, certificates, null, time, cancellationToken);
        return _upgraded is not null;
    }

    public ValueTask DisposeAsync() => _upgraded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
