using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Waypost.Benchmarks.Dns.Servers;

/// <summary>One name server under measurement: how it is configured, started on the first core, and stopped.</summary>
internal abstract class DnsServer(string name, int port) : IAsyncDisposable
{
    protected const string ServerCore = "0";

    private Process? _process;

    public string Name => name;

    public int Port => port;

    /// <summary>Which settings matter to the figures.</summary>
    public abstract string Settings { get; }

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException($"{Name} is not running.");

    /// <summary>Seconds from the start of the process to the first right answer from the last zone.</summary>
    public double SecondsToReady { get; private set; }

    /// <summary>Writes what the server reads at start, below a directory of its own.</summary>
    public abstract Task PrepareAsync(Scenario scenario, string directory, CancellationToken cancellationToken);

    public async Task StartAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        _process = Launch();
        await WaitAsync(scenario.LastName, TimeSpan.FromMinutes(10), cancellationToken);
        SecondsToReady = Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            using (Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            {
            }
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Starts the process in the foreground, pinned to <see cref="ServerCore"/>.</summary>
    protected abstract Process Launch();

    protected static Process Pinned(IEnumerable<string> command, string log, IReadOnlyDictionary<string, string>? environment = null)
    {
        // A shell opens the log and then becomes the server: no pipe to read, and the process is the server's own.
        var start = new ProcessStartInfo("sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, "taskset", "-c", ServerCore, .. command]);
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }
        return Process.Start(start)!;
    }

    /// <summary>Asks for an A record until it is answered.</summary>
    protected async Task WaitAsync(string owner, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < limit)
        {
            if (_process is { HasExited: true })
            {
                throw new InvalidOperationException($"{Name} ended with exit code {_process.ExitCode}; see its log.");
            }
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                await socket.SendAsync(QueryBytes.Of(owner, 1), cancellationToken);
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(200);
                var reply = new byte[1500];
                var length = await socket.ReceiveAsync(reply, patience.Token);
                if (length > 12 && (reply[3] & 15) == 0 && reply[7] > 0)
                {
                    return;
                }
            }
            catch (SocketException)
            {
                // Not listening yet.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                continue;
            }
            await Task.Delay(10, cancellationToken);
        }
        throw new TimeoutException($"{Name} did not answer for {owner} within {limit}.");
    }
}
