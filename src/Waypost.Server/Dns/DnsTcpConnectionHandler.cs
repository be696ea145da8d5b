using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Waypost.Dns.Serving;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Dns;

/// <summary>DNS over one TCP connection of Kestrel's: where there is no epoll, and inside TLS.</summary>
public sealed class DnsTcpConnectionHandler(DnsStreamSession session) : ConnectionHandler
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        await using var draining = connection.Features.Get<IConnectionLifetimeNotificationFeature>()
            ?.ConnectionClosedRequested.Register(input.CancelPendingRead) ?? default;
        await session.RunAsync(input, connection.Transport.Output, PeerOf(connection), connection.ConnectionClosed);
    }

    private static DnsPeer PeerOf(ConnectionContext connection) =>
        connection is { RemoteEndPoint: IPEndPoint remote, LocalEndPoint: IPEndPoint local }
            ? DnsPeer.Of(remote, local.Address, TransportOf(connection))
            : new(0, 0, 0, TransportOf(connection));

    private static DnsTransport TransportOf(ConnectionContext connection) => connection.Features.Get<TlsSession>() is null ? DnsTransport.Tcp : DnsTransport.Tls;
}
