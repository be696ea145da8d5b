using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Waypost.Dns.Tests.Differential;

/// <summary>Sends queries one at a time over UDP or one TCP connection.</summary>
internal sealed class PeerClient : IDisposable
{
    private readonly IPEndPoint _server;
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly byte[] _buffer = new byte[2 + ushort.MaxValue];
    private Socket? _tcp;

    public int Attempts { get; init; } = 3;

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    public PeerClient(IPEndPoint server)
    {
        _server = server;
        _udp.Connect(server);
    }

    /// <summary>The response; an empty array when none came in time.</summary>
    public byte[] Exchange(byte[] query, bool tcp) => tcp ? ExchangeTcp(query) : ExchangeUdp(query);

    public void Dispose()
    {
        _udp.Dispose();
        _tcp?.Dispose();
    }

    private byte[] ExchangeUdp(byte[] query)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            _udp.ReceiveTimeout = (int)Patience.TotalMilliseconds;
            _udp.Send(query);
            try
            {
                while (true)
                {
                    var length = _udp.Receive(_buffer);
                    if (length >= 2 && _buffer.AsSpan(0, 2).SequenceEqual(query.AsSpan(0, 2)))
                    {
                        return _buffer[..length];
                    }
                }
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
            {
                // The kernel may drop a datagram under load.
            }
        }
        return [];
    }

    private byte[] ExchangeTcp(byte[] query)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (_tcp is null)
                {
                    _tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 3000, NoDelay = true };
                    _tcp.Connect(_server);
                }
                byte[] framed = [(byte)(query.Length >> 8), (byte)query.Length, .. query];
                _tcp.Send(framed);
                Receive(2);
                var length = BinaryPrimitives.ReadUInt16BigEndian(_buffer);
                Receive(length);
                return _buffer[..length];
            }
            catch (SocketException)
            {
                // The server may have closed the connection.
                _tcp?.Dispose();
                _tcp = null;
                if (attempt == Attempts)
                {
                    return [];
                }
            }
        }
    }

    private void Receive(int count)
    {
        for (var received = 0; received < count;)
        {
            var more = _tcp!.Receive(_buffer.AsSpan(received, count - received));
            received += more > 0 ? more : throw new SocketException((int)SocketError.ConnectionReset);
        }
    }
}
