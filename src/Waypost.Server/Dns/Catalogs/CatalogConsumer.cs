using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Catalogs;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns.Catalogs;

/// <summary>Makes the members of consumed catalogs secondary zones (RFC 9432 section 5). A broken catalog changes nothing.</summary>
public sealed partial class CatalogConsumer(ViewTable views, ZoneChanges changes, ICatalogMembers members, ILogger<CatalogConsumer> logger) : CatalogService(views, changes)
{
    private readonly ConcurrentDictionary<ZoneKey, (uint Serial, ZonePolicy Policy)> _done = new();

    /// <inheritdoc/>
    protected override async Task WorkAsync(ZoneKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (Views.Find(key.View)?.Zones is not { } zones || zones.FindServed(key.Origin) is not { Kind: ZoneKind.Secondary, Snapshot: { } snapshot } zone || zone.Policy.Settings.Catalog is not { Consume: true } settings)
            {
                return;
            }
            var catalog = CatalogZone.Read(snapshot);
            if (catalog.Problem is { } problem)
            {
                LogBroken(key.Origin, key.View, snapshot.Serial, problem);
                _done[key] = (snapshot.Serial, zone.Policy);
                return;
            }
            var listed = catalog.Members.Select(member => member.Origin).ToHashSet(StringComparer.Ordinal);
            var there = zones.Zones.Where(other => listed.Contains(other.Origin) || IsMemberOf(other, key.Origin)).Select(Consumed).ToList();
            var difference = CatalogDifference.Of(key.Origin, catalog, there);
            var template = new MemberTemplate(zone.Policy.Settings, settings);
            var sameSettings = _done.TryGetValue(key, out var done) && ReferenceEquals(done.Policy, zone.Policy);
            await ApplyAsync(key, catalog, difference, template, sameSettings, cancellationToken);
            _done[key] = (snapshot.Serial, zone.Policy);
            LogConsumed(key.Origin, key.View, snapshot.Serial, catalog.Members.Count, difference.Added.Count, difference.Removed.Count, difference.Reset.Count, difference.Changed.Count);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, key.Origin, key.View);
        }
    }

    private async Task ApplyAsync(ZoneKey key, Catalog catalog, CatalogDifference difference, MemberTemplate template, bool sameSettings, CancellationToken cancellationToken)
    {
        var actor = "catalog " + key.Origin;
        foreach (var origin in difference.Removed)
        {
            await members.DeleteAsync(key with { Origin = origin }, actor, cancellationToken);
        }
        foreach (var member in difference.Reset)
        {
            await members.DeleteAsync(key with { Origin = member.Origin }, actor, cancellationToken);
        }
        foreach (var member in difference.Added.Concat(difference.Reset))
        {
            await members.CreateAsync(key with { Origin = member.Origin }, template.Of(member, key.Origin), actor, cancellationToken);
        }
        // Other settings of the catalog are other settings of all its members.
        var clashes = difference.Clashes.Select(member => member.Origin).ToHashSet(StringComparer.Ordinal);
        foreach (var member in sameSettings ? difference.Changed : catalog.Members.Where(member => !clashes.Contains(member.Origin)))
        {
            await members.ChangeAsync(key with { Origin = member.Origin }, template.Of(member, key.Origin), actor, cancellationToken);
        }
        foreach (var member in difference.Clashes)
        {
            LogClash(key.Origin, key.View, member.Origin);
        }
    }

    private static bool IsMemberOf(ServedZone zone, string catalog) => zone.Kind == ZoneKind.Secondary && zone.Policy.Settings.Catalog is { Zone: { } owner, Label: not null } && owner == catalog;

    private static ConsumedZone Consumed(ServedZone zone) =>
        zone.Kind == ZoneKind.Secondary && zone.Policy.Settings.Catalog is { Zone: { } catalog, Label: { } label } settings
            ? new ConsumedZone(zone.Origin, catalog, label, settings.Group is { } group ? [group] : [], settings.MovesTo)
            : new ConsumedZone(zone.Origin, null, null, [], null);

    /// <inheritdoc/>
    protected override void Follow(ZoneKey key, ServedZone? zone)
    {
        if (zone is not { Kind: ZoneKind.Secondary, Snapshot: { } snapshot } || zone.Policy.Settings.Catalog?.Consume != true)
        {
            _done.TryRemove(key, out _);
            return;
        }
        if (!_done.TryGetValue(key, out var done) || done.Serial != snapshot.Serial || !ReferenceEquals(done.Policy, zone.Policy))
        {
            Mark(key);
        }
    }

    [LoggerMessage(1260, LogLevel.Information, "Catalog {Origin} (view {View}) at the serial {Serial} lists {Count} zones: {Added} added, {Removed} removed, {Reset} reset, {Changed} changed")]
    private partial void LogConsumed(string origin, string view, uint serial, int count, int added, int removed, int reset, int changed);

    [LoggerMessage(1261, LogLevel.Error, "Catalog {Origin} (view {View}) at the serial {Serial} is broken, and its members stay as they are: {Problem}")]
    private partial void LogBroken(string origin, string view, uint serial, string problem);

    [LoggerMessage(1262, LogLevel.Warning, "Catalog {Origin} (view {View}) lists {Member}, which is a zone of something else already")]
    private partial void LogClash(string origin, string view, string member);

    [LoggerMessage(1263, LogLevel.Error, "Catalog {Origin} (view {View}) could not be consumed")]
    private partial void LogFailed(Exception exception, string origin, string view);
}
