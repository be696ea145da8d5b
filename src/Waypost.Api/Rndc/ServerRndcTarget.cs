using System.Reflection;
using Microsoft.Extensions.Options;
using Waypost.Dns.Rndc;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Logging;
using Waypost.Server.Dns.Notifications;
using Waypost.Server.Dns.Secondaries;
using Waypost.Server.Rndc;
using Waypost.Server.Trial;
using Waypost.Storage.Following;

namespace Waypost.Api.Rndc;

/// <summary>What rndc may do with a server whose zones are in a database: there are no files to read, freeze or write.</summary>
public sealed class ServerRndcTarget(
    RndcFiles files,
    IOptions<DnsOptions> dns,
    ViewTable table,
    ChangeFollower follower,
    SecondaryBook secondaries,
    NotifySender notifications,
    TsigKeyring keyring,
    TrialStatistics statistics,
    DnsQueryLog queryLog,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IRndcTarget
{
    private const string UseApi = "zones are kept in the database: use the API, for example POST /v1/zones";

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private DateTimeOffset _configured = time.GetUtcNow();

    public IReadOnlyList<string> Views => [.. table.Views.Select(view => view.Name)];

    public bool QueryLogging
    {
        get => queryLog.IsOn;
        set => queryLog.IsOn = value;
    }

    public int DebugLevel { get; set; }

    public RndcServerStatus Status() => new()
    {
        Version = $"Waypost {typeof(ServerRndcTarget).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
        BootTime = _started,
        LastConfigured = _configured,
        ConfigurationFile = files.Directory,
        Zones = table.Views.Sum(view => view.Zones.Count),
        TcpLimit = dns.Value.MaxTcpConnections,
    };

    public Task<IReadOnlyList<RndcZone>> FindZonesAsync(string name, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RndcZone>>(
    [
        .. table.Views
            .Select(view => (View: view.Name, Zone: view.Zones.FindServed(name)))
            .Where(found => found.Zone is not null)
            .Select(found => Describe(name, found.View, found.Zone!)),
    ]);

    public async Task<RndcReply> ReloadAsync(bool zones, CancellationToken cancellationToken)
    {
        await follower.ReadAllAsync(cancellationToken);
        _configured = time.GetUtcNow();
        return RndcReply.Done;
    }

    // What is served is what the database has: each write is served before it is answered.
    public Task<RndcReply> ReloadZoneAsync(RndcZone zone, CancellationToken cancellationToken) => Task.FromResult(RndcReply.Ok("zone reload up-to-date"));

    public Task<RndcReply> FreezeAsync(RndcZone? zone, CancellationToken cancellationToken) => Task.FromResult(
        new RndcReply(RndcResult.NotImplemented, "there is no zone file to edit: change the zone by the API while updates go on"));

    public Task<RndcReply> ThawAsync(RndcZone? zone, CancellationToken cancellationToken) => Task.FromResult(RndcReply.Done);

    // Every update is durable before it is answered.
    public Task<RndcReply> SyncAsync(RndcZone? zone, bool clean, CancellationToken cancellationToken) => Task.FromResult(RndcReply.Done);

    public Task<RndcReply> NotifyAsync(RndcZone zone, CancellationToken cancellationToken)
    {
        notifications.Announce(Key(zone));
        return Task.FromResult(RndcReply.Done);
    }

    public Task<RndcReply> RefreshAsync(RndcZone zone, bool transfer, CancellationToken cancellationToken) => Task.FromResult(
        secondaries.Request(Key(zone), first: null, transfer, time.GetUtcNow()) ? RndcReply.Done : new RndcReply(RndcResult.NotFound));

    public Task<RndcReply> AddZoneAsync(string view, string name, string options, CancellationToken cancellationToken) => Refuse();

    public Task<RndcReply> ModifyZoneAsync(RndcZone zone, string options, CancellationToken cancellationToken) => Refuse();

    public Task<RndcReply> DeleteZoneAsync(RndcZone zone, bool clean, CancellationToken cancellationToken) => Refuse();

    public Task<string> ShowZoneAsync(RndcZone zone, CancellationToken cancellationToken) =>
        Task.FromResult(table.Find(zone.View)?.Zones.FindServed(zone.Name) is { } served ? ZoneStatementText.Of(zone, served.Policy.Settings) : "");

    public async Task<RndcReply> DumpAsync(bool zones, IReadOnlyList<string> views, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(Path.Combine(files.Directory, "named_dump.db"), append: false);
        foreach (var view in table.Views.Where(view => views.Count == 0 || views.Contains(view.Name)))
        {
            await writer.WriteAsync($";\n; Start view {view.Name}\n;\n");
            foreach (var zone in view.Zones.Zones.Where(_ => zones).OrderBy(zone => zone.Origin, StringComparer.Ordinal))
            {
                TrialZoneWriter.Dump(writer, $"{zone.Origin.TrimEnd('.')}/IN{(view.Name == ZoneKey.DefaultView ? "" : $"/{view.Name}")}", zone.Snapshot);
            }
        }
        await writer.WriteAsync("; Dump complete\n");
        return RndcReply.Done;
    }

    public async Task<RndcReply> WriteStatisticsAsync(CancellationToken cancellationToken)
    {
        await statistics.AppendAsync(Path.Combine(files.Directory, "named.stats"), cancellationToken);
        return RndcReply.Done;
    }

    public async Task<RndcReply> WriteReportAsync(string clause, string defaultFile, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(files.Directory, defaultFile), text, cancellationToken);
        return RndcReply.Done;
    }

    public IReadOnlyList<RndcTsigKey> TsigKeys() =>
        [.. Views.SelectMany(view => keyring.Keys.OrderBy(key => key.Name.ToString(), StringComparer.OrdinalIgnoreCase).Select(key => new RndcTsigKey(view, key.Name.ToString())))];

    public void Stop(bool save) => lifetime.StopApplication();

    private RndcZone Describe(string name, string view, ServedZone zone)
    {
        var described = new RndcZone(name, view, zone.Kind == ZoneKind.Primary ? "primary" : "secondary")
        {
            IsDynamic = zone.Kind == ZoneKind.Primary && (zone.Policy.Settings.UpdatePolicy is not null || zone.Policy.Settings.AllowUpdate is { Count: > 0 } and not ["none"]),
            Serial = zone.Snapshot?.Serial,
            Nodes = zone.Snapshot?.NameCount ?? 0,
        };
        return secondaries.Find(new ZoneKey(view, zone.Origin)) is { } state
            ? described with { LastLoaded = state.LastTransfer, NextRefresh = state.NextCheck, Expires = state.ExpiresAt }
            : described;
    }

    private static ZoneKey Key(RndcZone zone) => new(zone.View, zone.Name == "." ? "." : zone.Name + ".");

    private static Task<RndcReply> Refuse() => Task.FromResult(new RndcReply(RndcResult.NotImplemented, UseApi));
}
