using Waypost.Dns.Rndc;
using Waypost.Server.Rndc;

namespace Waypost.Server.Tests.Rndc;

/// <summary>A target that does nothing but tell what it was told.</summary>
internal sealed class RecordingTarget : IRndcTarget
{
    public List<string> Calls { get; } = [];

    public TaskCompletionSource<bool> Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<RndcZone> Zones { get; } =
    [
        new RndcZone("example.com", "_default", "primary")
        {
            Files = ["example.com.zone"], Serial = 7, Nodes = 3, LastLoaded = DateTimeOffset.UnixEpoch,
        },
        new RndcZone("dyn.test", "_default", "primary") { IsDynamic = true, Serial = 1 },
        new RndcZone("frozen.test", "_default", "primary") { IsDynamic = true, IsFrozen = true, Serial = 1 },
        new RndcZone("sec.test", "_default", "secondary"),
        new RndcZone("both.test", "_default", "primary") { Serial = 1 },
        new RndcZone("both.test", "other", "primary") { Serial = 2 },
    ];

    public IReadOnlyList<string> Views => ["_default", "other"];

    public bool QueryLogging { get; set; }

    public int DebugLevel { get; set; }

    public RndcServerStatus Status() => new()
    {
        Version = "Waypost test",
        BootTime = DateTimeOffset.UnixEpoch,
        LastConfigured = DateTimeOffset.UnixEpoch,
        ConfigurationFile = "/named.conf",
        Zones = Zones.Count,
    };

    public Task<IReadOnlyList<RndcZone>> FindZonesAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RndcZone>>(Zones.FindAll(zone => zone.Name == name));

    public Task<RndcReply> ReloadAsync(bool zones, CancellationToken cancellationToken) => Call($"reload {zones}");

    public Task<RndcReply> ReloadZoneAsync(RndcZone zone, CancellationToken cancellationToken) => Call($"reload {zone.Name} {zone.View}", "zone reload up-to-date");

    public Task<RndcReply> FreezeAsync(RndcZone? zone, CancellationToken cancellationToken) => Call($"freeze {zone?.Name}");

    public Task<RndcReply> ThawAsync(RndcZone? zone, CancellationToken cancellationToken) => Call($"thaw {zone?.Name}");

    public Task<RndcReply> SyncAsync(RndcZone? zone, bool clean, CancellationToken cancellationToken) => Call($"sync {zone?.Name} {clean}");

    public Task<RndcReply> NotifyAsync(RndcZone zone, CancellationToken cancellationToken) => Call($"notify {zone.Name}");

    public Task<RndcReply> RefreshAsync(RndcZone zone, bool transfer, CancellationToken cancellationToken) => Call($"refresh {zone.Name} {transfer}");

    public Task<RndcReply> AddZoneAsync(string view, string name, string options, CancellationToken cancellationToken) => Call($"add {view} {name} {options}");

    public Task<RndcReply> ModifyZoneAsync(RndcZone zone, string options, CancellationToken cancellationToken) => Call($"modify {zone.Name} {options}");

    public Task<RndcReply> DeleteZoneAsync(RndcZone zone, bool clean, CancellationToken cancellationToken) => Call($"delete {zone.Name} {clean}");

    public Task<string> ShowZoneAsync(RndcZone zone, CancellationToken cancellationToken) => Task.FromResult($"zone \"{zone.Name}\" {{ type {zone.Type}; }};");

    public Task<RndcReply> DumpAsync(bool zones, IReadOnlyList<string> views, CancellationToken cancellationToken) => Call($"dump {zones} {string.Join(',', views)}");

    public Task<RndcReply> WriteStatisticsAsync(CancellationToken cancellationToken) => Call("stats");

    public Task<RndcReply> WriteReportAsync(string clause, string defaultFile, string text, CancellationToken cancellationToken) => Call($"report {clause} {defaultFile}");

    public IReadOnlyList<RndcTsigKey> TsigKeys() => [new RndcTsigKey("_default", "upd.")];

    public void Stop(bool save) => Stopped.TrySetResult(save);

    private Task<RndcReply> Call(string call, string text = "")
    {
        Calls.Add(call);
        return Task.FromResult(RndcReply.Ok(text));
    }
}
