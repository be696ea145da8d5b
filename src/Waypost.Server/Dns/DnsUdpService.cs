using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Server.Dns.Udp;

namespace Waypost.Server.Dns;

/// <summary>Answers DNS over UDP on threads of its own: the latency of names must not depend on the thread pool.</summary>
public sealed partial class DnsUdpService(DnsExchange exchange, IOptions<DnsOptions> options, ILogger<DnsUdpService> logger) : IDnsListener, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<IUdpListener> _listeners = [];
    private readonly List<Thread> _threads = [];
    private bool _disposed;

    /// <summary>Where it listens, once started; null when the port is 0.</summary>
    public IPEndPoint? LocalEndPoint { get; private set; }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        // Options that were not made by the options framework have not been validated yet.
        if (new DnsOptionsValidator().Validate(null, settings) is { Failed: true } invalid)
        {
            throw new OptionsValidationException(DnsOptions.Section, typeof(DnsOptions), invalid.Failures);
        }
        if (_listeners.Count > 0 || settings.Port == 0)
        {
            return Task.CompletedTask;
        }
        var count = settings.UdpThreads == 0 ? Environment.ProcessorCount : settings.UdpThreads;
        _listeners.AddRange(UdpListeners.Bind(new IPEndPoint(IPAddress.Parse(settings.Address), settings.Port), count, exchange, logger));
        LocalEndPoint = _listeners[0].LocalEndPoint;
        foreach (var listener in _listeners)
        {
            var thread = new Thread(() => listener.Run(_stopping.Token)) { IsBackground = true, Name = $"dns-udp-{_threads.Count}" };
            _threads.Add(thread);
            thread.Start();
        }
        LogListening(LocalEndPoint, _listeners.Count);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        // Each thread looks at the token at least every IUdpListener.PollInterval; sockets close after the last one left.
        await Task.Run(() => _threads.ForEach(thread => thread.Join()), cancellationToken);
        _listeners.ForEach(listener => listener.Dispose());
        _listeners.Clear();
        _threads.Clear();
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
        _listeners.ForEach(listener => listener.Dispose());
        _listeners.Clear();
        _stopping.Dispose();
    }

    [LoggerMessage(1010, LogLevel.Information, "DNS listens on {EndPoint} (UDP) with {Sockets} threads")]
    private partial void LogListening(IPEndPoint endPoint, int sockets);
}
