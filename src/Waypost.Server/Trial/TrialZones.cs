using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Rndc;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>The zones of the trial mode and the tables from which they are answered. Its owner takes one call at a time.</summary>
public sealed class TrialZones(ViewTable views, TrialZoneLoader loader, TrialTransfers transfers, BindLog log, TimeProvider time)
{
    private readonly Dictionary<(string View, string Name), TrialZone> _zones = [];
    private IReadOnlyDictionary<ZoneKey, List<string>> _links = new Dictionary<ZoneKey, List<string>>();
    private readonly Dictionary<string, ZoneTable> _tables = new(StringComparer.Ordinal) { [ZoneKey.DefaultView] = views.Default.Zones };

    public IReadOnlyCollection<TrialZone> All => _zones.Values;

    /// <summary>The zones of a name, at most one a view.</summary>
    public IEnumerable<TrialZone> Find(string name) => _zones.Values.Where(zone => zone.Name == name);

    public TrialZone? Find(string view, string name) => _zones.GetValueOrDefault((view, name));

    /// <summary>What is served of a zone now.</summary>
    public ZoneSnapshot? Snapshot(TrialZone zone) => _tables.GetValueOrDefault(zone.View)?.Find(zone.Origin);

    /// <summary>Takes over a configuration's views and zones; zones that stay keep their data. Nothing is loaded yet.</summary>
    public bool Configure(TrialConfiguration configuration)
    {
        var reader = new TrialZoneReader(configuration, log);
        var next = new Dictionary<(string, string), TrialZone>();
        foreach (var view in configuration.Views)
        {
            foreach (var statement in configuration.Config.Zones.Where(zone => zone.View?.Name == view.Statement?.Name))
            {
                if (reader.Read(statement, view) is { } zone)
                {
                    next[(zone.View, zone.Name)] = zone;
                }
                else if (statement.Type is "primary" or "secondary" && statement.Class.Equals("IN", StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }
            }
        }
        foreach (var added in _zones.Values.Where(zone => zone.IsAdded && configuration.Views.Any(view => view.Name == zone.View)))
        {
            next.TryAdd((added.View, added.Name), added);
        }
        PublishViews(configuration);
        foreach (var gone in _zones.Where(entry => !next.ContainsKey(entry.Key)).Select(entry => entry.Value).ToList())
        {
            Remove(gone);
        }
        foreach (var zone in next.Values)
        {
            Put(zone);
        }
        LinkViews(configuration);
        return true;
    }

    /// <summary>Puts a zone into the place of the one of its name; the data stays when both are of the same file.</summary>
    public void Put(TrialZone zone)
    {
        var table = _tables[zone.View];
        var before = _zones.GetValueOrDefault((zone.View, zone.Name));
        ZoneSnapshot? snapshot = null;
        if (before is not null && before.Kind == zone.Kind && before.Statement.File == zone.Statement.File)
        {
            snapshot = table.Find(zone.Origin);
            if (!ReferenceEquals(before, zone))
            {
                (zone.Files, zone.FileTimes, zone.LastLoaded, zone.FileSerial) = (before.Files, before.FileTimes, before.LastLoaded, before.FileSerial);
                zone.IsFrozen = before.IsFrozen && zone.IsDynamic;
            }
        }
        _zones[(zone.View, zone.Name)] = zone;
        var policy = zone.IsFrozen ? Frozen(zone.Policy) : zone.Policy;
        table.Publish(snapshot is null ? ServedZone.Empty(zone.Origin, zone.Kind, policy) : ServedZone.Of(snapshot, zone.Kind, policy));
    }

    /// <summary>Reads a primary's file when it changed since, or always.</summary>
    public TrialLoad? Load(TrialZone zone, TrialConfiguration configuration, bool always)
    {
        if (!always && Snapshot(zone) is not null && IsUnchanged(zone, configuration.WorkingDirectory))
        {
            return null;
        }
        var load = loader.Load(zone, configuration);
        if (load.Snapshot is { } snapshot)
        {
            WarnOfSerial(zone, snapshot);
            (zone.FileTimes, zone.Files, zone.FileSerial, zone.LastLoaded) = (load.FileTimes, [.. load.FileTimes.Keys], snapshot.Serial, time.GetUtcNow());
            _tables[zone.View].Publish(snapshot);
        }
        return load;
    }

    /// <summary>Takes updates no more, or again.</summary>
    public void Freeze(TrialZone zone, bool frozen)
    {
        zone.IsFrozen = frozen;
        if (_tables[zone.View].FindServed(zone.Origin) is { } served)
        {
            _tables[zone.View].Publish(served.With(zone.Kind, frozen ? Frozen(zone.Policy) : zone.Policy));
        }
    }

    /// <summary>Writes a dynamic zone's file when memory is ahead of it.</summary>
    public RndcReply Sync(TrialZone zone, string directory)
    {
        if (zone.Statement.File is not { } file || Snapshot(zone) is not { } snapshot || snapshot.Serial == zone.FileSerial)
        {
            return RndcReply.Done;
        }
        var path = Path.GetFullPath(file, directory);
        try
        {
            TrialZoneWriter.Write(path, snapshot);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.Error("general", $"zone {zone.LogName}: dumping to {file} failed: {exception.Message}");
            return new RndcReply(RndcResult.PermissionDenied);
        }
        PutAside(Path.GetFullPath(zone.Statement.Options["journal"] is ConfText { Text: var named } ? named : file + ".jnl", directory));
        zone.FileSerial = snapshot.Serial;
        zone.FileTimes = new Dictionary<string, DateTime>(StringComparer.Ordinal) { [file] = File.GetLastWriteTimeUtc(path) };
        zone.Files = [file];
        return RndcReply.Done;
    }

    // named refuses to load a file whose serial its journal does not have; the file has all that the journal had.
    private static void PutAside(string journal)
    {
        if (File.Exists(journal))
        {
            File.Move(journal, journal + ".old", overwrite: true);
        }
    }

    /// <summary>Serves a zone no more.</summary>
    public void Remove(TrialZone zone)
    {
        _zones.Remove((zone.View, zone.Name));
        _tables.GetValueOrDefault(zone.View)?.Remove(zone.Origin);
    }

    private static bool IsUnchanged(TrialZone zone, string directory) => zone.FileTimes.Count > 0
        && zone.FileTimes.All(file => File.GetLastWriteTimeUtc(Path.GetFullPath(file.Key, directory)) == file.Value);

    private void WarnOfSerial(TrialZone zone, ZoneSnapshot snapshot)
    {
        if (Snapshot(zone) is not { } before)
        {
            return;
        }
        if (snapshot.Serial == before.Serial)
        {
            log.Error("general", $"zone {zone.LogName}: zone serial ({snapshot.Serial}) unchanged. zone may fail to transfer to secondaries.");
        }
        else if (unchecked((int)(snapshot.Serial - before.Serial)) < 0)
        {
            log.Error("general", $"zone {zone.LogName}: zone serial ({snapshot.Serial}/{before.Serial}) has gone backwards");
        }
    }

    private static ZonePolicy Frozen(ZonePolicy policy) =>
        ZonePolicy.TryCompile(policy.Settings with { AllowUpdate = ["none"], UpdatePolicy = null }, AclTable.Of([], []), out var frozen, out _) ? frozen : policy;

    private void PublishViews(TrialConfiguration configuration)
    {
        foreach (var view in configuration.Views.Where(view => !_tables.ContainsKey(view.Name)))
        {
            _tables.Add(view.Name, new ZoneTable());
        }
        views.Publish([.. configuration.Views.Where(view => view.Name != ZoneKey.DefaultView).Select(view => new View
        {
            Name = view.Name,
            MatchClients = view.MatchClients,
            MatchDestinations = view.MatchDestinations,
            MatchRecursiveOnly = view.MatchRecursiveOnly,
            Zones = _tables[view.Name],
        })], configuration.Blackhole);
        transfers.ViewsChanged();
    }

    // in-view: the zone is that of another view, whatever becomes of it.
    private void LinkViews(TrialConfiguration configuration)
    {
        var links = new Dictionary<ZoneKey, List<string>>();
        foreach (var link in configuration.Config.Zones.Where(zone => zone.Type == "in-view" && zone.View is not null))
        {
            var name = Rndc.ZoneArgument.Normalize(link.Name, out _);
            if (name is not null && Find(link.InView!, name) is { } zone)
            {
                links.TryAdd(zone.Key, []);
                links[zone.Key].Add(link.View!.Name);
            }
        }
        Volatile.Write(ref _links, links);
        foreach (var key in links.Keys)
        {
            Follow(key, _tables[key.View].FindServed(key.Origin));
        }
    }

    /// <summary>Serves in other views what a zone has become.</summary>
    public void Follow(ZoneKey key, ServedZone? served)
    {
        foreach (var view in Volatile.Read(ref _links).GetValueOrDefault(key) ?? [])
        {
            if (served is null)
            {
                _tables[view].Remove(key.Origin);
            }
            else
            {
                _tables[view].Publish(served);
            }
        }
    }
}
