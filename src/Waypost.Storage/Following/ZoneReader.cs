using Microsoft.Extensions.Logging;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Storage.Following;

/// <summary>Serves the zones that other nodes have written: by the journal from the version that is served, or read whole.</summary>
internal sealed partial class ZoneReader(WaypostDatabase database, ServedZones serving, ILogger<ZoneReader> logger) : IChangeReader
{
    // Longer than this, reading the zone costs no more than following.
    private const long MaxJournal = 4 << 20;

    private const string FindZone = """
        SELECT id, view_name, origin, zone_kind, settings, serial, record_count, etag, created_at, updated_at FROM zones WHERE origin = @origin AND view_name = @view
        """;

    private const string ListZones = """SELECT view_name, origin FROM zones""";

    public bool Reads(string subject) => ZoneSubject.TryRead(subject, out _);

    public async Task ReadAsync(IReadOnlyList<FollowedChange> changes, CancellationToken cancellationToken)
    {
        foreach (var zone in changes.GroupBy(change => change.Subject, StringComparer.Ordinal))
        {
            if (ZoneSubject.TryRead(zone.Key, out var key))
            {
                // A zone that was deleted and made anew may have the serial that is served, and other content.
                await FollowAsync(key, zone.Any(change => change.Action is "create" or "delete"), cancellationToken);
            }
        }
    }

    public async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        var zones = await database.ReadAsync(session => session.QueryAsync<NamedZone>(ListZones), cancellationToken);
        foreach (var key in zones.Select(zone => new ZoneKey(zone.ViewName, zone.Origin)).Union(serving.Keys))
        {
            await FollowAsync(key, whole: false, cancellationToken);
        }
    }

    private async Task FollowAsync(ZoneKey key, bool whole, CancellationToken cancellationToken) =>
        await database.ReadAndPublishAsync(async session =>
        {
            var zone = await session.FindAsync<ZoneRecord>(FindZone, new { origin = key.Origin, view = key.View });
            return (Zone: zone, Snapshot: zone is null ? null : await ReadAsync(session, zone, whole ? null : serving.Find(key)));
        }, read =>
        {
            if (read.Zone is null)
            {
                serving.Remove(key);
            }
            else
            {
                serving.Publish(read.Zone.ToStored().Value, read.Snapshot);
            }
        }, cancellationToken);

    private async Task<ZoneSnapshot?> ReadAsync(DatabaseSession session, ZoneRecord zone, ZoneSnapshot? served)
    {
        if (served is not null && served.Serial == (uint)zone.Serial)
        {
            return served;
        }

        if (served is not null && await ZoneJournal.ReadAsync(session, zone.Id, served.Serial, (uint)zone.Serial, MaxJournal) is { } changes)
        {
            var net = new CondensedChanges();
            net.AddRange(changes);
            return served.With(net.ToList());
        }

        var rrsets = await RrsetRows.ListAllAsync(session, zone.Id);
        try
        {
            return rrsets.Count == 0 ? null : ZoneSnapshot.Build(zone.Origin, rrsets.Select(record => record.ToRrset()));
        }
        catch (FormatException exception)
        {
            LogUnservable(zone.Origin, exception);
            return null;
        }
    }

    [LoggerMessage(EventId = 4013, Level = LogLevel.Error, Message = "Zone {Origin}, which another node has written, cannot be served")]
    private partial void LogUnservable(string origin, Exception exception);

    private sealed class NamedZone
    {
        public required string ViewName { get; init; }

        public required string Origin { get; init; }
    }
}
