using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns.Udp;

/// <summary>One datagram a call, by the framework's sockets.</summary>
internal sealed partial class PortableUdpListener(Socket socket, DnsExchange exchange, ILogger logger) : IUdpListener
{
    private const int MaxQuery = 4096;

    public IPEndPoint LocalEndPoint { get; } = (IPEndPoint)socket.LocalEndPoint!;

    public void Run(CancellationToken stopping)
    {
        var query = new byte[MaxQuery];
        var response = new byte[QueryResponder.MaxUdpPayload];
        var client = new SocketAddress(socket.AddressFamily);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var received = socket.ReceiveFrom(query, SocketFlags.None, client);
                exchange.Count(1, tcp: false);
                var peer = DnsPeer.Of((IPEndPoint)LocalEndPoint.Create(client), LocalEndPoint.Address, DnsTransport.Udp);
                var length = exchange.Respond(peer, query.AsSpan(0, received), response);
                if (length == QueryResponder.Deferred)
                {
                    exchange.Defer(peer, query.AsSpan(0, received).ToArray(), new PortableReplies(socket, client), stopping);
                    client = new SocketAddress(socket.AddressFamily);
                }
                else if (length > 0)
                {
                    socket.SendTo(response.AsSpan(0, length), SocketFlags.None, client);
                }
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock or SocketError.Interrupted)
            {
                // Nothing came: time to look at the token.
            }
            catch (SocketException exception)
            {
                // A datagram too long, or an ICMP error about an earlier response: of that client's making, not a reason to stop.
                LogSocketError(exception.SocketErrorCode);
            }
        }
    }

    public void Dispose() => socket.Dispose();

    [LoggerMessage(1011, LogLevel.Debug, "DNS over UDP: {Error}")]
    private partial void LogSocketError(SocketError error);
}
