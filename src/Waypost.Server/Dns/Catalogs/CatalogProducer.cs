using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns.Catalogs;

/// <summary>
/// Makes the records of produced catalogs from the zones that name them (RFC 9432). Zones that come or go in quick succession make
/// one version of the catalog.
/// </summary>
public sealed partial class CatalogProducer(ViewTable views, ZoneChanges changes, IZoneStore store, TimeProvider time, ILogger<CatalogProducer> logger) : CatalogService(views, changes)
{
    private const string Actor = "catalog";

    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<ZoneKey, ZoneKey> _listedIn = new();

    /// <inheritdoc/>
    protected override Task GatherAsync(CancellationToken cancellationToken) => Task.Delay(Gather, time, cancellationToken);

    /// <inheritdoc/>
    protected override async Task WorkAsync(ZoneKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (Views.Find(key.View)?.Zones is not { } zones || zones.FindServed(key.Origin) is not { Kind: ZoneKind.Primary, Snapshot: not null } catalog || catalog.Policy.Settings.Catalog?.Produce != true)
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

    /// <inheritdoc/>
    protected override void Follow(ZoneKey key, ServedZone? zone)
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

    [LoggerMessage(1250, LogLevel.Information, "Catalog {Origin} (view {View}) lists {Count} zones at the serial {Serial}")]
    private partial void LogProduced(string origin, string view, int count, uint serial);

    [LoggerMessage(1251, LogLevel.Error, "Catalog {Origin} (view {View}) could not be made")]
    private partial void LogFailed(Exception exception, string origin, string view);
}
