using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Udp;

namespace Waypost.Server.Trial;

/// <summary>DNS over UDP and TCP on the addresses of listen-on, which a new configuration may change while others stay open.</summary>
public sealed class TrialListeners(DnsExchange exchange, DnsTcpConnectionHandler tcpHandler, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly Dictionary<IPEndPoint, Bound> _bound = [];
    private readonly SocketTransportFactory _transport = new(Options.Create(new SocketTransportOptions()), loggers);
    private int _tcpClients;
    private int _tcpHighWater;

    /// <summary>How many threads answer UDP on each address.</summary>
    public int UdpThreads { get; set; } = Environment.ProcessorCount;

    /// <summary>The addresses that are open.</summary>
    public IReadOnlyCollection<IPEndPoint> EndPoints => _bound.Keys;

    /// <summary>TCP connections now, and at most so far.</summary>
    public (int Now, int HighWater) TcpClients => (Volatile.Read(ref _tcpClients), Volatile.Read(ref _tcpHighWater));

    /// <summary>Opens an address that is not open yet; false with the reason when that cannot be.</summary>
    public async Task<bool> OpenAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        if (_bound.ContainsKey(endPoint))
        {
            return true;
        }
        IReadOnlyList<IUdpListener> udp = [];
        try
        {
            udp = UdpListeners.Bind(endPoint, UdpThreads, exchange, loggers.CreateLogger<TrialListeners>());
            var tcp = await _transport.BindAsync(endPoint, cancellationToken);
            var bound = new Bound(udp, tcp, tcpHandler, this);
            bound.Start();
            _bound.Add(endPoint, bound);
            return true;
        }
        catch (Exception exception) when (exception is IOException or SocketException or AddressInUseException)
        {
            foreach (var listener in udp)
            {
                listener.Dispose();
            }
            return false;
        }
    }

    /// <summary>Closes an address.</summary>
    public async Task CloseAsync(IPEndPoint endPoint)
    {
        if (_bound.Remove(endPoint, out var bound))
        {
            await bound.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_bound.Values.Select(bound => bound.DisposeAsync().AsTask()));
        _bound.Clear();
    }

    private void Entered()
    {
        var now = Interlocked.Increment(ref _tcpClients);
        for (var high = Volatile.Read(ref _tcpHighWater); now > high; high = Volatile.Read(ref _tcpHighWater))
        {
            Interlocked.CompareExchange(ref _tcpHighWater, now, high);
        }
    }

    private sealed class Bound(IReadOnlyList<IUdpListener> udp, IConnectionListener tcp, DnsTcpConnectionHandler handler, TrialListeners owner) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly List<Thread> _threads = [];
        private Task _accepting = Task.CompletedTask;

        public void Start()
        {
            foreach (var listener in udp)
            {
                var thread = new Thread(() => listener.Run(_stopping.Token)) { IsBackground = true, Name = $"dns-udp-{listener.LocalEndPoint}" };
                _threads.Add(thread);
                thread.Start();
            }
            _accepting = AcceptAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await tcp.UnbindAsync(CancellationToken.None);
            await _accepting;
            await Task.Run(() => _threads.ForEach(thread => thread.Join()));
            foreach (var listener in udp)
            {
                listener.Dispose();
            }
            await tcp.DisposeAsync();
            _stopping.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (await tcp.AcceptAsync(_stopping.Token) is { } connection)
                {
                    _ = ServeAsync(connection);
                }
            }
            catch (OperationCanceledException)
            {
                // Closing.
            }
        }

        private async Task ServeAsync(ConnectionContext connection)
        {
            await Task.Yield();
            owner.Entered();
            try
            {
                await using (connection)
                {
                    await handler.OnConnectedAsync(connection);
                    await connection.Transport.Output.CompleteAsync();
                    await connection.Transport.Input.CompleteAsync();
                }
            }
            finally
            {
                Interlocked.Decrement(ref owner._tcpClients);
            }
        }
    }
}
