using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Rndc;
using Waypost.Dns.Tsig;

namespace Waypost.Server.Rndc;

/// <summary>What one <c>inet</c> clause of a <c>controls</c> statement says.</summary>
/// <param name="EndPoint">Where to listen.</param>
/// <param name="Keys">The keys that may sign.</param>
/// <param name="Allows">Who may connect.</param>
/// <param name="ReadOnly">Only commands that change nothing.</param>
public sealed record RndcChannelSettings(IPEndPoint EndPoint, IReadOnlyList<TsigKey> Keys, Func<IPAddress, bool> Allows, bool ReadOnly = false);

/// <summary>Listens for rndc on one address: a few connections, each with a time limit.</summary>
public sealed class RndcChannel(RndcChannelSettings settings, IRndcTarget target, TimeProvider time, ILogger<RndcChannel> logger) : IAsyncDisposable
{
    private const int MaxConnections = 32;
    private const int Backlog = 10;

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _slots = new(MaxConnections);
    private readonly RndcReplayGuard _replays = new();
    private readonly HashSet<Task> _connections = [];
    private Socket? _socket;
    private Task _accepting = Task.CompletedTask;

    /// <summary>As configured.</summary>
    public RndcChannelSettings Settings { get; } = settings;

    private string Where => $"{Settings.EndPoint.Address}#{Settings.EndPoint.Port}";

    /// <summary>Starts to listen; false, with a log line, when the address cannot be bound.</summary>
    public bool Start()
    {
        _socket = Bind();
        if (_socket is null)
        {
            return false;
        }
        RndcLog.Listening(logger, Where);
        _accepting = AcceptAsync(_socket);
        return true;
    }

    private Socket? Bind()
    {
        var socket = new Socket(Settings.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(Settings.EndPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            RndcLog.CannotListen(logger, Where, exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "address in use",
                SocketError.AccessDenied => "permission denied",
                SocketError.AddressNotAvailable => "address not available",
                var code => code.ToString(),
            });
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_socket is null)
        {
            return;
        }
        RndcLog.Stopping(logger, Where);
        await _stopping.CancelAsync();
        _socket.Dispose();
        _socket = null;
        await _accepting;
        Task[] open;
        lock (_connections)
        {
            open = [.. _connections];
        }
        await Task.WhenAll(open);
        _slots.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _slots.WaitAsync(_stopping.Token);
                var socket = await listener.AcceptAsync(_stopping.Token);
                var connection = ServeAsync(socket);
                lock (_connections)
                {
                    _connections.RemoveWhere(task => task.IsCompleted);
                    _connections.Add(connection);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // A client that left before it was accepted; or the listener is gone, which ends the loop above.
                _slots.Release();
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        try
        {
            using (socket)
            {
                var peer = (IPEndPoint)socket.RemoteEndPoint!;
                var name = $"{peer.Address}#{peer.Port}";
                if (!Settings.Allows(peer.Address))
                {
                    RndcLog.Rejected(logger, name);
                    return;
                }
                var session = new RndcSession(Settings.Keys, _replays, time);
                await new RndcConnection(socket, name, session, target, Settings.ReadOnly, logger).RunAsync(_stopping.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client is gone or too slow, or the channel closes.
        }
        finally
        {
            if (!_stopping.IsCancellationRequested)
            {
                _slots.Release();
            }
        }
    }
}
