using System.Reflection;
using Microsoft.Extensions.Hosting;
using Waypost.Dns.Rndc;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Server.Rndc;

namespace Waypost.Server.Trial;

/// <summary>What rndc may do with the trial mode.</summary>
public sealed class TrialRndcTarget(
    TrialServer server, TrialStatistics statistics, TrialTransfers transfers, TsigKeyring keyring, IHostApplicationLifetime lifetime) : IRndcTarget
{
    /// <summary>What stands after <c>version:</c>.</summary>
    public static string Version { get; } =
        $"Waypost {typeof(TrialRndcTarget).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";

    /// <summary>Whether the process ends by <c>rndc stop</c> (true) or <c>rndc halt</c> (false); null by a signal.</summary>
    public bool? StopSaves { get; private set; }

    public IReadOnlyList<string> Views => [.. server.Configuration!.Views.Select(view => view.Name)];

    public bool QueryLogging
    {
        get => server.Log.QueryLogging;
        set => server.Log.QueryLogging = value;
    }

    public int DebugLevel
    {
        get => server.Log.DebugLevel;
        set => server.Log.DebugLevel = value;
    }

    private string Directory => server.Configuration!.WorkingDirectory;

    public RndcServerStatus Status() => new()
    {
        Version = Version,
        BootTime = server.BootTime,
        LastConfigured = server.LastConfigured,
        ConfigurationFile = server.Configuration!.Path,
        Zones = server.Zones.All.Count,
        UdpListeners = server.Listeners.UdpThreads,
        TcpClients = server.Listeners.TcpClients.Now,
        TcpHighWater = server.Listeners.TcpClients.HighWater,
    };

    public Task<IReadOnlyList<RndcZone>> FindZonesAsync(string name, CancellationToken cancellationToken) => server.ExclusiveAsync(
        () => Task.FromResult<IReadOnlyList<RndcZone>>([.. server.Zones.Find(name).Select(zone => transfers.Describe(zone, zone.Describe(server.Zones.Snapshot(zone))))]),
        cancellationToken);

    public async Task<RndcReply> ReloadAsync(bool zones, CancellationToken cancellationToken) =>
        await server.ReloadAsync(zones, cancellationToken) ? RndcReply.Done : new RndcReply(RndcResult.Failure);

    public Task<RndcReply> ReloadZoneAsync(RndcZone zone, CancellationToken cancellationToken) => WithAsync(zone, found =>
    {
        var load = server.Zones.Load(found, server.Configuration!, always: false);
        return load is null ? RndcReply.Ok("zone reload up-to-date")
            : load.Snapshot is null ? new RndcReply(load.Result)
            : RndcReply.Ok("zone reload queued");
    }, cancellationToken);

    public Task<RndcReply> FreezeAsync(RndcZone? zone, CancellationToken cancellationToken) => EachAsync(zone, found => found is { IsDynamic: true, IsFrozen: false }, found =>
    {
        server.Zones.Freeze(found, true);
        return server.Zones.Sync(found, Directory);
    }, cancellationToken);

    public Task<RndcReply> ThawAsync(RndcZone? zone, CancellationToken cancellationToken) => EachAsync(zone, found => found.IsFrozen, found =>
    {
        var load = server.Zones.Load(found, server.Configuration!, always: false);
        server.Zones.Freeze(found, false);
        return zone is null ? RndcReply.Done
            : load is null ? RndcReply.Ok("The zone reload and thaw was successful.")
            : load.Snapshot is null ? new RndcReply(load.Result, "The zone reload failed: its file has errors; the log names them.")
            : RndcReply.Ok("A zone reload and thaw was started.\nCheck the logs to see the result.");
    }, cancellationToken);

    public Task<RndcReply> SyncAsync(RndcZone? zone, bool clean, CancellationToken cancellationToken) =>
        EachAsync(zone, found => found.IsDynamic, found => server.Zones.Sync(found, Directory), cancellationToken);

    public Task<RndcReply> NotifyAsync(RndcZone zone, CancellationToken cancellationToken) =>
        WithAsync(zone, found => transfers.Notify(found), cancellationToken);

    public Task<RndcReply> RefreshAsync(RndcZone zone, bool transfer, CancellationToken cancellationToken) =>
        WithAsync(zone, found => transfers.Refresh(found, transfer), cancellationToken);

    public Task<RndcReply> AddZoneAsync(string view, string name, string options, CancellationToken cancellationToken) => server.ExclusiveAsync(() =>
    {
        var stated = server.Configuration!.Views.First(each => each.Name == view);
        if (!stated.AllowNewZones)
        {
            return Task.FromResult(new RndcReply(RndcResult.PermissionDenied, $"Not allowing new zones in view '{view}'"));
        }
        var (zone, error) = Read(view, name, options, added: true);
        return Task.FromResult(zone is null ? error! : TrialZoneChanges.Add(server, zone));
    }, cancellationToken);

    public Task<RndcReply> ModifyZoneAsync(RndcZone zone, string options, CancellationToken cancellationToken) => WithAsync(zone, before =>
    {
        var stated = server.Configuration!.Views.First(each => each.Name == zone.View);
        if (!stated.AllowNewZones)
        {
            return new RndcReply(RndcResult.PermissionDenied, $"Not allowing zone modification in view '{zone.View}'");
        }
        var (after, error) = Read(zone.View, zone.Name, options, before.IsAdded);
        return after is null ? error! : TrialZoneChanges.Modify(server, before, after);
    }, cancellationToken);

    public Task<RndcReply> DeleteZoneAsync(RndcZone zone, bool clean, CancellationToken cancellationToken) => WithAsync(zone, found =>
    {
        server.Zones.Remove(found);
        var files = clean && found.Statement.File is { } file && File.Exists(Path.GetFullPath(file, Directory)) ? file : null;
        if (files is not null)
        {
            File.Delete(Path.GetFullPath(files, Directory));
        }
        return RndcReply.Done;
    }, cancellationToken);

    public Task<string> ShowZoneAsync(RndcZone zone, CancellationToken cancellationToken) => server.ExclusiveAsync(
        () => Task.FromResult(server.Zones.Find(zone.View, zone.Name) is { } found ? TrialZoneStatement.Print(found.Statement) : ""), cancellationToken);

    public Task<RndcReply> DumpAsync(bool zones, IReadOnlyList<string> views, CancellationToken cancellationToken) => server.ExclusiveAsync(() =>
    {
        Dump(server.Configuration!.Resolve(server.Configuration.Text("dump-file") ?? "named_dump.db"), zones, views);
        return Task.FromResult(RndcReply.Done);
    }, cancellationToken);

    public async Task<RndcReply> WriteStatisticsAsync(CancellationToken cancellationToken)
    {
        await statistics.AppendAsync(server.Configuration!.Resolve(server.Configuration.Text("statistics-file") ?? "named.stats"), cancellationToken);
        return RndcReply.Done;
    }

    public IReadOnlyList<RndcTsigKey> TsigKeys() => [.. Views.SelectMany(view => keyring.Keys
        .OrderBy(key => key.Name.ToString(), StringComparer.OrdinalIgnoreCase)
        .Select(key => new RndcTsigKey(view, key.Name.ToString())))];

    public Task<RndcReply> WriteReportAsync(string clause, string defaultFile, string text, CancellationToken cancellationToken) => server.ExclusiveAsync(async () =>
    {
        await File.WriteAllTextAsync(server.Configuration!.Resolve(server.Configuration.Text(clause) ?? defaultFile), text, cancellationToken);
        return RndcReply.Done;
    }, cancellationToken);

    public void Stop(bool save)
    {
        StopSaves = save;
        lifetime.StopApplication();
    }

    private void Dump(string path, bool zones, IReadOnlyList<string> views)
    {
        using var writer = new StreamWriter(path, append: false);
        foreach (var view in Views.Where(view => views.Count == 0 || views.Contains(view)))
        {
            writer.Write($";\n; Start view {view}\n;\n");
            foreach (var zone in server.Zones.All.Where(zone => zones && zone.View == view).OrderBy(zone => zone.Name, StringComparer.Ordinal))
            {
                TrialZoneWriter.Dump(writer, zone.LogName, server.Zones.Snapshot(zone));
            }
        }
        writer.Write("; Dump complete\n");
    }

    private (TrialZone? Zone, RndcReply? Error) Read(string view, string name, string options, bool added)
    {
        var (statement, error) = TrialZoneStatement.Parse(server.Configuration!, name, options, server.Log);
        if (statement is null)
        {
            return (null, error);
        }
        var zone = new TrialZoneReader(server.Configuration!, server.Log).Read(statement, server.Configuration!.Views.First(each => each.Name == view), added);
        return (zone, zone is null ? new RndcReply(RndcResult.Failure, "configure_zone failed: failure") : null);
    }

    private Task<RndcReply> WithAsync(RndcZone zone, Func<TrialZone, RndcReply> action, CancellationToken cancellationToken) => server.ExclusiveAsync(
        () => server.Zones.Find(zone.View, zone.Name) is { } found ? Task.FromResult(action(found)) : Task.FromResult(new RndcReply(RndcResult.NotFound)), cancellationToken);

    // One zone, or all of a kind; of all, the first failure is the answer.
    private Task<RndcReply> EachAsync(RndcZone? zone, Func<TrialZone, bool> which, Func<TrialZone, RndcReply> action, CancellationToken cancellationToken) => server.ExclusiveAsync(() =>
    {
        var reply = RndcReply.Done;
        foreach (var found in server.Zones.All.Where(each => (zone is null || (each.View == zone.View && each.Name == zone.Name)) && which(each)).ToList())
        {
            var one = action(found);
            reply = reply.Result.IsSuccess ? one : reply;
        }
        return Task.FromResult(reply);
    }, cancellationToken);
}
