using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Wire;
using Waypost.Server.Dns.Udp;

namespace Waypost.Server.Dns.Tcp;

/// <summary>
/// One thread, one listening socket and its connections: whatever a client sent is read at once, all whole messages in it are
/// answered, and all responses leave in one write. What must be deferred moves to <see cref="DeferredStreams"/> with its connection.
/// </summary>
internal sealed partial class LinuxTcpListener : IDisposable
{
    private const int PrefixLength = 2;
    private const int MaxFrame = PrefixLength + QueryResponder.MaxTcpPayload;
    private const int MaxAccepted = 64;
    private const int MaxEvents = 256;
    private const int SixFamily = 10;

    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(20);

    private readonly Socket _socket;
    private readonly int _listener;
    private readonly int _poll;
    private readonly UInt128? _local;
    private readonly DnsExchange _exchange;
    private readonly DeferredStreams _deferred;
    private readonly TcpLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConnectionTable _connections = new();
    private readonly byte[] _events = new byte[MaxEvents * LinuxStreams.EventLength];
    private readonly byte[] _input = new byte[2 * MaxFrame];
    private readonly byte[] _output = new byte[2 * MaxFrame];

    public LinuxTcpListener(Socket socket, DnsExchange exchange, DeferredStreams deferred, TcpLimits limits, TimeProvider time, ILogger logger)
    {
        (_socket, _exchange, _deferred, _limits, _time, _logger) = (socket, exchange, deferred, limits, time, logger);
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
        var anyAddress = LocalEndPoint.Address.Equals(IPAddress.Any) || LocalEndPoint.Address.Equals(IPAddress.IPv6Any);
        _local = anyAddress ? null : DnsPeer.ToBits(LocalEndPoint.Address);
        _listener = (int)socket.SafeHandle.DangerousGetHandle();
        _poll = LinuxStreams.CreatePoll();
        if (_poll < 0 || !LinuxStreams.TryStopBlocking(_listener) || !LinuxStreams.TryWatch(_poll, _listener, LinuxStreams.Readable))
        {
            throw new IOException($"The listener on {LocalEndPoint} (TCP) cannot be watched with epoll.");
        }
    }

    public IPEndPoint LocalEndPoint { get; }

    public void Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var count = LinuxStreams.Wait(_poll, _events, (int)IUdpListener.PollInterval.TotalMilliseconds);
            for (var i = 0; i < count; i++)
            {
                var (events, descriptor) = LinuxStreams.EventAt(_events, i);
                if (descriptor == _listener)
                {
                    AcceptSome(stopping);
                }
                else if (_connections.Find(descriptor) is { } connection)
                {
                    Serve(connection, events, stopping);
                }
            }
            while (_connections.Oldest is { } oldest && _time.GetElapsedTime(oldest.LastActive) > _limits.IdleTimeout)
            {
                Close(oldest);
            }
        }
        while (_connections.Oldest is { } connection)
        {
            Close(connection);
        }
    }

    public void Dispose()
    {
        _ = LinuxStreams.Close(_poll);
        _socket.Dispose();
    }

    private void AcceptSome(CancellationToken stopping)
    {
        Span<byte> address = stackalloc byte[32];
        for (var i = 0; i < MaxAccepted; i++)
        {
            var descriptor = LinuxStreams.Accept(_listener, address);
            if (descriptor is -LinuxStreams.TooManyInProcess or -LinuxStreams.TooManyInSystem && _connections.Oldest is { } oldest)
            {
                Close(oldest);
                continue;
            }
            if (descriptor < 0)
            {
                if (descriptor is not (-LinuxStreams.TryAgain or -LinuxStreams.Interrupted))
                {
                    // The pause keeps what does not pass from taking the processor.
                    LogAcceptError(-descriptor);
                    stopping.WaitHandle.WaitOne(PauseAfterError);
                }
                return;
            }
            // RFC 7766 section 6.2.3: a server that runs short closes the connections that are silent longest.
            if (_connections.Count >= _limits.MaxConnections)
            {
                Close(_connections.Oldest!);
            }
            var (peer, port) = ReadAddress(address);
            var local = _local ?? (LinuxStreams.TryGetLocalAddress(descriptor, address) ? ReadAddress(address).Address : 0);
            _connections.Add(new StreamConnection(descriptor, new DnsPeer(peer, port, local, DnsTransport.Tcp)) { LastActive = _time.GetTimestamp() });
            if (!LinuxStreams.TryWatch(_poll, descriptor, LinuxStreams.Readable))
            {
                Close(_connections.Find(descriptor)!);
            }
        }
    }

    private static (UInt128 Address, ushort Port) ReadAddress(ReadOnlySpan<byte> address) => (
        DnsPeer.ToBits(MemoryMarshal.Read<ushort>(address) == SixFamily ? address.Slice(8, 16) : address.Slice(4, 4)),
        BinaryPrimitives.ReadUInt16BigEndian(address[2..]));

    private void Serve(StreamConnection connection, uint events, CancellationToken stopping)
    {
        if (!connection.Output.IsEmpty)
        {
            // A client that does not take its answers is not read from.
            if ((events & ~LinuxStreams.Readable) != 0 && TryFlush(connection) && LinuxStreams.TryChangeWatch(_poll, connection.Descriptor, LinuxStreams.Readable))
            {
                Answer(connection, connection.TakeInput(_input), stopping);
            }
            return;
        }
        var length = connection.TakeInput(_input);
        var received = LinuxStreams.Receive(connection.Descriptor, _input.AsSpan(length));
        if (received > 0)
        {
            Answer(connection, length + received, stopping);
        }
        else if (received is -LinuxStreams.TryAgain or -LinuxStreams.Interrupted)
        {
            connection.KeepInput(_input.AsSpan(0, length));
        }
        else
        {
            Close(connection);
        }
    }

    private void Answer(StreamConnection connection, int length, CancellationToken stopping)
    {
        var (at, end, answered) = (0, 0, 0);
        var (blocked, malformed) = (false, false);
        while (!blocked && length - at >= PrefixLength)
        {
            var size = BinaryPrimitives.ReadUInt16BigEndian(_input.AsSpan(at));
            if (size < MessageHeader.Length)
            {
                malformed = true;
                break;
            }
            if (length - at - PrefixLength < size)
            {
                break;
            }
            var written = _exchange.Respond(connection.Peer, _input.AsSpan(at + PrefixLength, size), _output.AsSpan(end + PrefixLength, QueryResponder.MaxTcpPayload));
            answered++;
            if (written == QueryResponder.Deferred)
            {
                Defer(connection, _input.AsSpan(at, length - at), end, stopping);
                _exchange.Count(answered, tcp: true);
                return;
            }
            at += PrefixLength + size;
            if (written > 0)
            {
                BinaryPrimitives.WriteUInt16BigEndian(_output.AsSpan(end), (ushort)written);
                end += PrefixLength + written;
            }
            if (end > _output.Length - MaxFrame)
            {
                blocked = !TrySend(connection, end);
                end = 0;
            }
        }
        if (end > 0)
        {
            TrySend(connection, end);
        }
        _exchange.Count(answered, tcp: true);
        if (connection.IsClosed)
        {
            return;
        }
        if (malformed)
        {
            Close(connection);
            return;
        }
        connection.KeepInput(_input.AsSpan(at, length - at));
        if (answered > 0)
        {
            connection.LastActive = _time.GetTimestamp();
            _connections.Touch(connection);
        }
    }

    // Sends the first bytes of the output; what the client does not take now waits until it does. False when something waits.
    private bool TrySend(StreamConnection connection, int length)
    {
        var sent = LinuxStreams.Send(connection.Descriptor, _output.AsSpan(0, length));
        if (sent == length)
        {
            return true;
        }
        if (sent < 0 && sent is not (-LinuxStreams.TryAgain or -LinuxStreams.Interrupted))
        {
            Close(connection);
            return false;
        }
        connection.KeepOutput(_output.AsSpan(Math.Max(sent, 0), length - Math.Max(sent, 0)));
        LinuxStreams.TryChangeWatch(_poll, connection.Descriptor, LinuxStreams.Writable);
        return false;
    }

    private bool TryFlush(StreamConnection connection)
    {
        var sent = LinuxStreams.Send(connection.Descriptor, connection.Output);
        if (sent > 0)
        {
            connection.Sent(sent);
        }
        else if (sent is not (-LinuxStreams.TryAgain or -LinuxStreams.Interrupted))
        {
            Close(connection);
            return false;
        }
        return connection.Output.IsEmpty;
    }

    private void Defer(StreamConnection connection, ReadOnlySpan<byte> input, int unsent, CancellationToken stopping)
    {
        LinuxStreams.TryUnwatch(_poll, connection.Descriptor);
        _connections.Remove(connection);
        _deferred.Take(connection.Descriptor, connection.Peer, input.ToArray(), _output.AsSpan(0, unsent).ToArray(), stopping);
    }

    private void Close(StreamConnection connection)
    {
        connection.IsClosed = true;
        connection.ReleaseBuffers();
        _connections.Remove(connection);
        _ = LinuxStreams.Close(connection.Descriptor);
    }

    [LoggerMessage(1021, LogLevel.Warning, "DNS over TCP: accepting failed with errno {Errno}")]
    private partial void LogAcceptError(int errno);
}
