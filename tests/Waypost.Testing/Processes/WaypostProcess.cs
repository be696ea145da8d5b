using System.Collections.Concurrent;
using System.Diagnostics;

namespace Waypost.Testing.Processes;

/// <summary>
/// The real server, as its own process, on free ports with its own data directory. It can be killed as a power cut would
/// and started again over the same data.
/// </summary>
public sealed class WaypostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> _log = new();
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private WaypostProcess(WaypostPorts ports, string dataDirectory, IReadOnlyDictionary<string, string>? settings)
    {
        Ports = ports;
        DataDirectory = dataDirectory;
        _settings = new Dictionary<string, string>(ports.Settings(), StringComparer.Ordinal) { ["WAYPOST_DataDirectory"] = dataDirectory };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            _settings[name] = value;
        }

        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports.Http}"), Timeout = TimeSpan.FromSeconds(30) };
    }

    public WaypostPorts Ports { get; }

    public string DataDirectory { get; }

    /// <summary>The admin key that the first start left in <c>admin.key</c>.</summary>
    public string AdminKey { get; private set; } = "";

    /// <summary>Speaks to the API without a key; add the Authorization header yourself.</summary>
    public HttpClient Http { get; }

    /// <summary>Everything that the server wrote to its output, over all its starts.</summary>
    public string Log => string.Join('\n', _log);

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>A server that answers /readyz, with fresh data.</summary>
    public static async Task<WaypostProcess> StartAsync(CancellationToken cancellationToken) =>
        await StartAsync(WaypostPorts.Free(), settings: null, cancellationToken);

    public static async Task<WaypostProcess> StartAsync(
        WaypostPorts ports, IReadOnlyDictionary<string, string>? settings, CancellationToken cancellationToken)
    {
        WaypostProcess server = Prepare(ports, settings);
        try
        {
            await server.StartAgainAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server that is not started: for <see cref="RunToExitAsync"/>.</summary>
    public static WaypostProcess Prepare(WaypostPorts ports, IReadOnlyDictionary<string, string>? settings) =>
        new(ports, Directory.CreateTempSubdirectory("waypost-test-").FullName, settings);

    /// <summary>Starts over the same data and waits for /readyz.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        Spawn();
        long started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (!IsRunning)
            {
                throw new InvalidOperationException($"waypostd ended with exit code {_process!.ExitCode}:\n{Log}");
            }

            if (Stopwatch.GetElapsedTime(started) > StartPatience)
            {
                throw new TimeoutException($"waypostd was not ready in {StartPatience.TotalSeconds} s:\n{Log}");
            }

            await Task.Delay(50, cancellationToken);
        }

        AdminKey = (await File.ReadAllTextAsync(Path.Combine(DataDirectory, "admin.key"), cancellationToken)).Trim();
    }

    /// <summary>Starts a server that is expected to give up, and returns its exit code.</summary>
    public async Task<int> RunToExitAsync(CancellationToken cancellationToken)
    {
        Process process = Spawn();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartPatience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: nothing of the server runs after this.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(cancellationToken);
        }
    }

    /// <summary>SIGTERM, as an init system stops it; returns the exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        Process process = _process ?? throw new InvalidOperationException("The server was never started.");
        await Tool.RunAsync("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)], cancellationToken);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopPatience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await KillAsync(CancellationToken.None);
        }

        _process?.Dispose();
        Http.Dispose();
        try
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
        catch (IOException)
        {
            // A leftover in the temporary folder harms nobody.
        }
    }

    private Process Spawn()
    {
        ProcessStartInfo start = new("dotnet", [ServerBinary.Locate()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = DataDirectory,
        };
        foreach (string inherited in start.Environment.Keys.Where(name => name.StartsWith("WAYPOST_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach ((string name, string value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process?.Dispose();
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return _process;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _log.Enqueue(line);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await Http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
