using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>Serves a BIND configuration from memory: reads it, opens its addresses, loads its zones, and does so again when told.</summary>
public sealed class TrialServer(
    TrialOptions options, BindLog log, TrialZones zones, TrialListeners listeners, TrialControls controls,
    TrialTransfers transfers, TrialSessionKey sessionKey, TrialAnswers answers, QueryResponder responder, TsigKeyring keyring, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private string _path = options.ConfigurationFile;

    /// <summary>The configuration that is served; null before the start.</summary>
    public TrialConfiguration? Configuration { get; private set; }

    public TrialZones Zones => zones;

    public BindLog Log => log;

    public TrialListeners Listeners => listeners;

    public DateTimeOffset BootTime { get; } = time.GetUtcNow();

    public DateTimeOffset LastConfigured { get; private set; } = time.GetUtcNow();

    /// <summary>The first start; false when the process must end with an error.</summary>
    public async Task<bool> StartAsync(Action? opened, CancellationToken cancellationToken)
    {
        _path = Path.GetFullPath(options.ConfigurationFile);
        listeners.UdpThreads = options.UdpListeners > 0 ? options.UdpListeners : options.Cpus > 0 ? options.Cpus : Environment.ProcessorCount;
        log.Info("general", $"the initial working directory is '{Environment.CurrentDirectory}'");
        if (!await ExclusiveAsync(() => ConfigureAsync(first: true, cancellationToken), cancellationToken))
        {
            return false;
        }
        opened?.Invoke();
        await ExclusiveAsync(() => Task.FromResult(Load(CanLoad)), cancellationToken);
        await transfers.PrepareAsync(cancellationToken);
        log.Notice("general", "all zones loaded");
        log.Notice("general", "running");
        return true;
    }

    /// <summary>Reads the configuration again; with <paramref name="all"/> the changed zones too, otherwise new ones only.</summary>
    public async Task<bool> ReloadAsync(bool all, CancellationToken cancellationToken) => await ExclusiveAsync(async () =>
    {
        if (!await ConfigureAsync(first: false, cancellationToken))
        {
            log.Error("general", "reloading configuration failed: failure");
            return false;
        }
        log.Info("general", "reloading configuration succeeded");
        log.Info("general", all ? "reloading zones succeeded" : "scheduled loading new zones");
        Load(zone => CanLoad(zone) && (zones.Snapshot(zone) is null || (all && zone.Kind == ZoneKind.Primary && (!zone.IsDynamic || zone.IsFrozen))));
        log.Notice("general", all ? "all zones loaded" : "any newly configured zones are now loaded");
        log.Notice("general", "running");
        return true;
    }, cancellationToken);

    /// <summary>Announces what was loaded, as BIND does when it starts.</summary>
    public void AnnounceAll()
    {
        foreach (var zone in zones.All.Where(zone => zone.Kind == ZoneKind.Primary && zone.Policy.Settings.Notify != "no"))
        {
            transfers.Notify(zone);
        }
    }

    /// <summary>Runs something while nothing else changes zones.</summary>
    public async Task<T> ExclusiveAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await action();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Writes the files of dynamic zones, and closes everything; the log lines are those of BIND's end.</summary>
    public async Task StopAsync(bool save, bool flush)
    {
        foreach (var endPoint in listeners.EndPoints.ToList())
        {
            log.Info("network", $"no longer listening on {endPoint.Address}#{endPoint.Port}");
        }
        await listeners.DisposeAsync();
        log.Info("general", save ? "shutting down: flushing changes" : "shutting down");
        if (save || flush)
        {
            foreach (var zone in zones.All.Where(zone => zone.IsDynamic))
            {
                zones.Sync(zone, Configuration!.WorkingDirectory);
            }
        }
        await controls.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await listeners.DisposeAsync();
        await controls.DisposeAsync();
        _gate.Dispose();
    }

    private async Task<bool> ConfigureAsync(bool first, CancellationToken cancellationToken)
    {
        log.Info("general", $"loading configuration from '{_path}'");
        if (TrialConfiguration.Read(_path, log) is not { } configuration)
        {
            return false;
        }
        if (!TryEnter(configuration))
        {
            return false;
        }
        if (!await ListenAsync(configuration, first, cancellationToken))
        {
            return false;
        }
        keyring.AcceptLegacyAlgorithms = true;
        keyring.Publish(configuration.Keys);
        if (!zones.Configure(configuration))
        {
            return false;
        }
        if (zones.All.Any(zone => zone.IsDynamic) && sessionKey.Ensure(configuration) is { } session)
        {
            keyring.Publish([.. configuration.Keys, session]);
        }
        responder.Settings = answers.Read(configuration);
        Configuration = configuration;
        LastConfigured = time.GetUtcNow();
        await controls.ConfigureAsync(configuration);
        if (first && configuration.Flag("querylog") is { } querylog)
        {
            log.QueryLogging = querylog;
        }
        if (options.Log == TrialLogMode.StandardError)
        {
            log.Info("general", "not using config file logging statement for logging due to -g option");
        }
        else
        {
            TrialLogging.Configure(configuration, options, log);
        }
        return true;
    }

    private bool TryEnter(TrialConfiguration configuration)
    {
        if (configuration.Config.Directory is null)
        {
            return true;
        }
        var directory = configuration.WorkingDirectory;
        try
        {
            Directory.SetCurrentDirectory(directory);
            log.Info("general", $"the working directory is now '{directory}'");
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.Error("general", $"directory '{directory}': {(exception is UnauthorizedAccessException ? "permission denied" : "file not found")}");
            return false;
        }
    }

    private async Task<bool> ListenAsync(TrialConfiguration configuration, bool first, CancellationToken cancellationToken)
    {
        var wanted = TrialAddresses.Of(configuration, options, log);
        foreach (var gone in listeners.EndPoints.Except(wanted.Select(address => address.EndPoint)).ToList())
        {
            log.Info("network", $"no longer listening on {gone.Address}#{gone.Port}");
            await listeners.CloseAsync(gone);
        }
        foreach (var address in wanted.Where(address => !listeners.EndPoints.Contains(address.EndPoint)))
        {
            log.Info("network", $"listening on {address.Family} interface {address.Interface}, {address.Text}");
            if (!await listeners.OpenAsync(address.EndPoint, cancellationToken))
            {
                log.Error("network", $"creating {address.Family} interface {address.Interface} failed; interface ignored");
            }
        }
        if (listeners.EndPoints.Count == 0)
        {
            log.Warning("network", first ? "unable to listen on any configured interfaces" : "not listening on any interfaces");
            return !first;
        }
        return true;
    }

    // A secondary's file is what BIND transferred; without one, it waits for its primary.
    private bool CanLoad(TrialZone zone) => zone.Kind == ZoneKind.Primary
        || (zone.Statement.File is { } file && File.Exists(Path.GetFullPath(file, Configuration!.WorkingDirectory)));

    private bool Load(Func<TrialZone, bool> which)
    {
        foreach (var zone in zones.All.Where(which).ToList())
        {
            zones.Load(zone, Configuration!, always: false);
        }
        return true;
    }
}
