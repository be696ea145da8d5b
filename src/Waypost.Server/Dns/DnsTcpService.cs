using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Server.Dns.Tcp;

namespace Waypost.Server.Dns;

/// <summary>Answers DNS over TCP on threads of its own where there is epoll; elsewhere Kestrel serves <see cref="DnsTcpConnectionHandler"/>.</summary>
public sealed partial class DnsTcpService(DnsExchange exchange, DnsStreamSession session, IOptions<DnsOptions> options, TimeProvider time, ILogger<DnsTcpService> logger)
    : IDnsListener, IDisposable
{
    private const int SolSocket = 1;
    private const int SoReusePort = 15;
    private const int Backlog = 4096;

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<LinuxTcpListener> _listeners = [];
    private readonly List<Thread> _threads = [];
    private readonly DeferredStreams _deferred = new(session);
    private bool _disposed;

    /// <summary>Whether this system has what the service needs.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>Where it listens, once started; null when the port is 0 or Kestrel listens.</summary>
    public IPEndPoint? LocalEndPoint { get; private set; }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (_listeners.Count > 0 || settings.Port == 0 || !IsSupported)
        {
            return Task.CompletedTask;
        }
        var endPoint = new IPEndPoint(IPAddress.Parse(settings.Address), settings.Port);
        // SO_REUSEPORT would let a second server of the same user in: without it, the first bind tells.
        Bind(endPoint, shared: false).Dispose();
        var count = settings.TcpThreads == 0 ? Environment.ProcessorCount : settings.TcpThreads;
        var limits = new TcpLimits(settings.TcpIdleTimeout, Math.Max(1, settings.MaxTcpConnections / count));
        for (var i = 0; i < count; i++)
        {
            _listeners.Add(new LinuxTcpListener(Bind(endPoint, shared: true), exchange, _deferred, limits, time, logger));
        }
        LocalEndPoint = _listeners[0].LocalEndPoint;
        foreach (var listener in _listeners)
        {
            var thread = new Thread(() => listener.Run(_stopping.Token)) { IsBackground = true, Name = $"dns-tcp-{_threads.Count}" };
            _threads.Add(thread);
            thread.Start();
        }
        LogListening(LocalEndPoint, count);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.Run(() => _threads.ForEach(thread => thread.Join()), cancellationToken);
        await _deferred.WhenAllAsync().WaitAsync(cancellationToken);
        Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }
        _disposed = true;
        _stopping.Cancel();
        _threads.ForEach(thread => thread.Join());
        Close();
        _stopping.Dispose();
    }

    private void Close()
    {
        _listeners.ForEach(listener => listener.Dispose());
        _listeners.Clear();
        _threads.Clear();
    }

    private static Socket Bind(IPEndPoint endPoint, bool shared)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }
            if (shared)
            {
                socket.SetRawSocketOption(SolSocket, SoReusePort, BitConverter.GetBytes(1));
            }
            // Inherited by connections: responses leave in whole writes, which must not wait for acknowledgements.
            socket.NoDelay = true;
            socket.Bind(endPoint);
            if (shared)
            {
                socket.Listen(Backlog);
            }
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new PortInUseException(endPoint, "TCP", "Dns:Address", "Dns:Port", exception);
        }
    }

    [LoggerMessage(1020, LogLevel.Information, "DNS listens on {EndPoint} (TCP) with {Threads} threads")]
    private partial void LogListening(IPEndPoint endPoint, int threads);
}
