using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns.Udp;

/// <summary>Many datagrams a system call (recvmmsg, sendmmsg), without the framework between: a third of the cost of its sockets.</summary>
internal sealed partial class LinuxUdpListener : IUdpListener
{
    private const int IpProtocol = 0;
    private const int IpPacketInfo = 8;
    private const int Ipv6Protocol = 41;
    private const int Ipv6ReceivePacketInfo = 49;

    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(20);

    private readonly Socket _socket;
    private readonly DnsExchange _exchange;
    private readonly ILogger _logger;
    private readonly bool _packetInfo;
    private readonly UInt128 _local;

    public LinuxUdpListener(Socket socket, DnsExchange exchange, ILogger logger)
    {
        (_socket, _exchange, _logger) = (socket, exchange, logger);
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
        _local = DnsPeer.ToBits(LocalEndPoint.Address);
        // Bound to all addresses, the response must come from the one that was asked.
        _packetInfo = LocalEndPoint.Address.Equals(IPAddress.Any) || LocalEndPoint.Address.Equals(IPAddress.IPv6Any);
        if (_packetInfo)
        {
            var (level, option) = socket.AddressFamily == AddressFamily.InterNetwork ? (IpProtocol, IpPacketInfo) : (Ipv6Protocol, Ipv6ReceivePacketInfo);
            socket.SetRawSocketOption(level, option, BitConverter.GetBytes(1));
        }
    }

    public IPEndPoint LocalEndPoint { get; }

    public void Run(CancellationToken stopping)
    {
        using var batch = new DatagramBatch(_packetInfo);
        var handle = _socket.SafeHandle.DangerousGetHandle();
        while (!stopping.IsCancellationRequested)
        {
            var received = batch.Receive(handle);
            if (received > 0)
            {
                Answer(batch, received, handle, stopping);
            }
            else if (received is not (-LinuxSockets.TryAgain or -LinuxSockets.Interrupted))
            {
                // Out of memory or the like passes; the pause keeps it from taking the processor.
                LogReceiveError(-received);
                stopping.WaitHandle.WaitOne(PauseAfterError);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Answer(DatagramBatch batch, int received, nint handle, CancellationToken stopping)
    {
        var responses = 0;
        for (var i = 0; i < received; i++)
        {
            var peer = batch.Peer(i, _local);
            var length = _exchange.Respond(peer, batch.Query(i), batch.Response(responses));
            if (length == QueryResponder.Deferred)
            {
                _exchange.Defer(peer, batch.Query(i).ToArray(), batch.Replies(i, _socket), stopping);
            }
            else if (length > 0)
            {
                batch.Address(responses++, i, length);
            }
        }
        _exchange.Count(received, tcp: false);
        var dropped = batch.Send(handle, responses);
        if (dropped > 0)
        {
            LogDropped(dropped);
        }
    }

    [LoggerMessage(1012, LogLevel.Warning, "DNS over UDP: receiving failed with errno {Errno}")]
    private partial void LogReceiveError(int errno);

    [LoggerMessage(1013, LogLevel.Debug, "DNS over UDP: the kernel refused {Count} responses")]
    private partial void LogDropped(int count);
}
