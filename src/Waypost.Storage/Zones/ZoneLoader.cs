using System.Data.Common;
using System.Runtime;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Zones;

/// <summary>
/// Fills this node's views with the zones of the database at start, after their configuration was loaded: first their names, so that
/// a zone that is not there yet answers SERVFAIL, then the content, several zones at a time, each served as soon as it is whole.
/// </summary>
public sealed partial class ZoneLoader(WaypostDatabase database, ServedZones serving, ILogger<ZoneLoader> logger)
{
    // What one worker reads in one go: enough small zones to be worth a query, never more than one that is larger.
    private const int RecordsPerRange = 20_000;

    // Past this, what loading leaves behind is worth giving back to the system.
    private const int ManyRecords = 50_000;

    private const string ListZones = """SELECT id, view_name, origin, zone_kind, settings, serial, record_count, etag, created_at, updated_at FROM zones ORDER BY id""";

    private const string ListRrsets = """
        SELECT zone_id, owner, rr_type, ttl, rdata FROM rrsets WHERE zone_id >= @first AND zone_id <= @last ORDER BY zone_id, owner_key, rr_type
        """;

    private IReadOnlyList<ZoneRecord> _zones = [];

    /// <summary>Serves the names of all zones, without content.</summary>
    public async Task ListAsync(CancellationToken cancellationToken)
    {
        _zones = await database.ReadAsync(session => session.QueryAsync<ZoneRecord>(ListZones), cancellationToken);
        serving.PublishAll(_zones.Select(zone => zone.ToStored().Value));
    }

    /// <summary>Reads the content of the zones that were listed. One that cannot be served is named in the log, and answers SERVFAIL.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var zones = _zones;
        _zones = [];
        await Parallel.ForEachAsync(Ranges(zones), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            async (range, token) => await database.ReadAsync(session => LoadAsync(session, range), token));
        if (zones.Sum(zone => (long)zone.RecordCount) > ManyRecords)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>Both in turn.</summary>
    public async Task LoadAllAsync(CancellationToken cancellationToken)
    {
        await ListAsync(cancellationToken);
        await LoadAsync(cancellationToken);
    }

    private static IEnumerable<ArraySegment<ZoneRecord>> Ranges(IReadOnlyList<ZoneRecord> zones)
    {
        ZoneRecord[] all = [.. zones];
        for (var start = 0; start < all.Length;)
        {
            var (end, records) = (start, 0L);
            while (end < all.Length && (end == start || records + all[end].RecordCount <= RecordsPerRange))
            {
                records += all[end++].RecordCount;
            }
            yield return new ArraySegment<ZoneRecord>(all, start, end - start);
            start = end;
        }
    }

    private async Task<int> LoadAsync(DatabaseSession session, ArraySegment<ZoneRecord> range)
    {
        var zones = range.ToDictionary(zone => zone.Id);
        await using var rows = await session.OpenReaderAsync(ListRrsets, new { first = range[0].Id, last = range[^1].Id });
        var loaded = 0;
        for (var more = await rows.ReadAsync(); more;)
        {
            var id = rows.GetInt64(0);
            var zone = zones.GetValueOrDefault(id);
            more = await LoadZoneAsync(rows, id, zone);
            loaded++;
        }
        return loaded;
    }

    // Reads the rows of one zone, from the current one on; true when there is a row of another.
    private async Task<bool> LoadZoneAsync(DbDataReader rows, long id, ZoneRecord? zone)
    {
        var builder = zone is null ? null : new ZoneSnapshotBuilder(zone.Origin);
        bool more;
        do
        {
            try
            {
                builder?.Add(new ZoneRrset(rows.GetString(1), rows.GetString(2), (uint)rows.GetInt64(3), TextList.Read(rows.GetString(4))));
            }
            catch (FormatException exception)
            {
                LogUnservable(zone!.Origin, exception);
                builder = null;
            }
            more = await rows.ReadAsync();
        }
        while (more && rows.GetInt64(0) == id);
        if (builder is not null)
        {
            Publish(zone!, builder);
        }
        return more;
    }

    private void Publish(ZoneRecord zone, ZoneSnapshotBuilder builder)
    {
        try
        {
            serving.PublishLoaded(zone.Key, builder.Build());
        }
        catch (FormatException exception)
        {
            LogUnservable(zone.Origin, exception);
        }
    }

    [LoggerMessage(EventId = 4010, Level = LogLevel.Error, Message = "Zone {Origin} cannot be served")]
    private partial void LogUnservable(string origin, Exception exception);
}
