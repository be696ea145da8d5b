using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

/// <summary>One version of a zone. The oldest that is known has neither <paramref name="FromSerial"/> nor changes.</summary>
public sealed record ZoneVersionRow(long Id, uint Serial, uint? FromSerial, DateTimeOffset At, string? Actor, int? Changes);

/// <summary>The versions of zones, out of their journals.</summary>
public sealed class ZoneHistory(WaypostDatabase database)
{
    /// <summary>How much of a journal is read at once, in characters.</summary>
    public const long MaxJournal = 256 << 20;

    private const string FindZone = """SELECT id, serial, created_at FROM zones WHERE origin = @origin AND view_name = @view""";

    private const string ListVersions = """
        SELECT {top @limit} MIN(id) AS id, from_serial, serial, MIN(changed_at) AS changed_at, MIN(actor) AS actor, SUM(change_count) AS change_count
        FROM zone_versions WHERE zone_id = @zoneId AND id < @before AND serial <> from_serial
        GROUP BY from_serial, serial ORDER BY MIN(id) DESC {limit @limit}
        """;

    private const string HasSerial = """SELECT COUNT(*) FROM zone_versions WHERE zone_id = @zoneId AND (serial = @serial OR from_serial = @serial)""";

    /// <summary>Versions, newest first, older than one; null when there is no such zone.</summary>
    public Task<IReadOnlyList<ZoneVersionRow>?> ListAsync(ZoneKey zone, long before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ZoneVersionRow>?>(async session =>
        {
            if (await FindAsync(session, zone) is not { } found)
            {
                return null;
            }

            var records = await session.QueryAsync<Record>(ListVersions, new { zoneId = found.Id, before, limit });
            var rows = records.ConvertAll(record => new ZoneVersionRow(record.Id, (uint)record.Serial, (uint)record.FromSerial, record.ChangedAt, record.Actor, record.ChangeCount));
            if (records.Count < limit && before > 0)
            {
                // What the zone was made with, before its first change.
                rows.Add(new(0, rows is [.., var oldest] ? oldest.FromSerial!.Value : await OldestAsync(session, found), null, found.CreatedAt, null, null));
            }

            return rows;
        }, cancellationToken);

    /// <summary>What leads from one version to another, in either direction; null when the journal does not have both.</summary>
    public Task<IReadOnlyList<RrsetChange>?> ReadChangesAsync(ZoneKey zone, uint from, uint to, CancellationToken cancellationToken) =>
        database.ReadAsync(async session => await FindAsync(session, zone) is { } found ? await ReadAsync(session, found, from, to) : null, cancellationToken);

    /// <summary>The changes of one version of a zone, which may be gone.</summary>
    public Task<IReadOnlyList<RrsetChange>?> ReadChangesAsync(long zoneId, uint from, uint to, CancellationToken cancellationToken) =>
        database.ReadAsync(session => CondenseAsync(session, zoneId, from, to), cancellationToken);

    /// <summary>All RRsets of a version; null when the journal does not have it.</summary>
    public Task<IReadOnlyList<ZoneRrset>?> ReadVersionAsync(ZoneKey zone, uint serial, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ZoneRrset>?>(async session =>
        {
            if (await FindAsync(session, zone) is not { } found || await ReadAsync(session, found, (uint)found.Serial, serial) is not { } changes)
            {
                return null;
            }

            var rrsets = new SortedDictionary<RrsetKey, ZoneRrset>(ByKey.Instance);
            foreach (var record in await RrsetRows.ListAllAsync(session, found.Id))
            {
                rrsets[record.Key] = record.ToRrset();
            }

            foreach (var change in changes)
            {
                var key = PlannedChange.Of(change).Key;
                if (change.After is { } after)
                {
                    rrsets[key] = after;
                }
                else
                {
                    rrsets.Remove(key);
                }
            }

            return [.. rrsets.Values];
        }, cancellationToken);

    private static async Task<IReadOnlyList<RrsetChange>?> ReadAsync(DatabaseSession session, ZoneHead zone, uint from, uint to)
    {
        if (from == to)
        {
            return zone.Serial == from || await session.ReadAsync<long>(HasSerial, new { zoneId = zone.Id, serial = (long)from }) > 0 ? [] : null;
        }

        return SoaSerial.IsNewer(to, from)
            ? await CondenseAsync(session, zone.Id, from, to)
            : (await CondenseAsync(session, zone.Id, to, from))?.Select(change => new RrsetChange(change.After, change.Before)).ToList();
    }

    private static async Task<IReadOnlyList<RrsetChange>?> CondenseAsync(DatabaseSession session, long zoneId, uint from, uint to)
    {
        if (await ZoneJournal.ReadAsync(session, zoneId, from, to, MaxJournal) is not { } changes)
        {
            return null;
        }

        var net = new CondensedChanges();
        net.AddRange(changes);
        return net.ToList();
    }

    private static async Task<uint> OldestAsync(DatabaseSession session, ZoneHead zone) =>
        await session.QueryAsync<Record>(ListVersions, new { zoneId = zone.Id, before = long.MaxValue, limit = int.MaxValue }) is [.., var oldest] ? (uint)oldest.FromSerial : (uint)zone.Serial;

    private static Task<ZoneHead?> FindAsync(DatabaseSession session, ZoneKey zone) => session.FindAsync<ZoneHead>(FindZone, new { origin = zone.Origin, view = zone.View });

    private sealed class ByKey : IComparer<RrsetKey>
    {
        public static ByKey Instance { get; } = new();

        public int Compare(RrsetKey x, RrsetKey y) =>
            string.CompareOrdinal(x.OwnerKey, y.OwnerKey) is not 0 and var byOwner ? byOwner : string.CompareOrdinal(x.Type, y.Type);
    }

    private sealed class ZoneHead
    {
        public long Id { get; init; }

        public long Serial { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }

    private sealed class Record
    {
        public long Id { get; init; }

        public long FromSerial { get; init; }

        public long Serial { get; init; }

        public DateTimeOffset ChangedAt { get; init; }

        public string? Actor { get; init; }

        public int? ChangeCount { get; init; }
    }
}
