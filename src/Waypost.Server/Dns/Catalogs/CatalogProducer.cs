using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns.Catalogs;

/// <summary>
/// Makes the records of produced catalogs from the zones that name them (RFC 9432). Zones that come or go in quick succession make
/// one version of the catalog.
/// </summary>
public sealed partial class CatalogProducer(ViewTable views, ZoneChanges changes, IZoneStore store, TimeProvider time, ILogger<CatalogProducer> logger) : BackgroundService
{
    private const string Actor = "catalog";

    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<ZoneKey, ZoneKey> _listedIn = new();
    private readonly ConcurrentDictionary<ZoneKey, bool> _dirty = new();
    private readonly SemaphoreSlim _signal = new(0);

    /// <summary>Takes in what is served, and listens to changes.</summary>
    public void Prepare()
    {
        changes.Attach();
        changes.Changed += OnChanged;
        foreach (var view in views.Views)
        {
            foreach (var zone in view.Zones.Zones.Where(zone => zone.Policy.Settings.Catalog is not null))
            {
                OnChanged(new ZoneKey(view.Name, zone.Origin), zone);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        changes.Changed -= OnChanged;
        _signal.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync(stoppingToken);
                await Task.Delay(Gather, time, stoppingToken);
                foreach (var catalog in _dirty.Keys.Where(catalog => _dirty.TryRemove(catalog, out _)).ToList())
                {
                    await ProduceAsync(catalog, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task ProduceAsync(ZoneKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (views.Find(key.View)?.Zones is not { } zones || zones.FindServed(key.Origin) is not { Kind: ZoneKind.Primary, Snapshot: not null } catalog || catalog.Policy.Settings.Catalog?.Produce != true)
            {
                return;
            }
            var members = zones.Zones
                .Where(zone => zone.Origin != key.Origin && zone.Policy.Settings.Catalog?.Zone is { } name && RrsetNormalizer.NormalizeZoneName(name) == key.Origin)
                .ToDictionary(zone => zone.Origin, zone => zone.Policy.Settings.Catalog!, StringComparer.Ordinal);
            var result = await store.EditAsync(key, before => CatalogZone.Changes(before, members), Actor, cancellationToken);
            if (result.Status == ZoneEditStatus.Changed)
            {
                LogProduced(key.Origin, key.View, members.Count, result.Snapshot!.Serial);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, key.Origin, key.View);
        }
    }

    private void OnChanged(object? sender, ZoneChangedEventArgs change) => OnChanged(change.Key, change.Zone);

    private void OnChanged(ZoneKey key, ServedZone? zone)
    {
        var settings = zone?.Policy.Settings.Catalog;
        var now = zone?.Kind == ZoneKind.Primary && settings?.Zone is { } name && RrsetNormalizer.NormalizeZoneName(name) is { } origin ? new ZoneKey(key.View, origin) : null;
        if (now is not null)
        {
            _listedIn.TryGetValue(key, out var before);
            _listedIn[key] = now;
            Mark(now);
            if (before is not null && before != now)
            {
                Mark(before);
            }
        }
        else if (_listedIn.TryRemove(key, out var left))
        {
            Mark(left);
        }
        if (settings?.Produce == true)
        {
            Mark(key);
        }
    }

    private void Mark(ZoneKey catalog)
    {
        _dirty[catalog] = true;
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }

    [LoggerMessage(1250, LogLevel.Information, "Catalog {Origin} (view {View}) lists {Count} zones at the serial {Serial}")]
    private partial void LogProduced(string origin, string view, int count, uint serial);

    [LoggerMessage(1251, LogLevel.Error, "Catalog {Origin} (view {View}) could not be made")]
    private partial void LogFailed(Exception exception, string origin, string view);
}
