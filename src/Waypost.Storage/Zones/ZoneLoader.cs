using System.Data.Common;
using System.Globalization;
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

    // A secondary zone that has expired while the server was down must not be answered, not even for a moment (RFC 1035 section 3.3.13).
    private const string ListExpired = """SELECT zone_id FROM secondary_zones WHERE expires_at <= @now""";

    // One text a row: each column that is read costs more than its share of one that is longer.
    private const string ListRrsets = """
        SELECT zone_id, CONCAT(owner, ' ', rr_type, ' ', ttl, ' ', rdata) FROM rrsets
        WHERE zone_id >= @first AND zone_id <= @last ORDER BY zone_id, owner_key, rr_type
        """;

    private IReadOnlyList<ZoneRecord> _zones = [];
    private HashSet<long> _expired = [];

    /// <summary>Serves the names of all zones, without content.</summary>
    public async Task ListAsync(CancellationToken cancellationToken)
    {
        _zones = await database.ReadAsync(session => session.QueryAsync<ZoneRecord>(ListZones), cancellationToken);
        _expired = [.. await database.ReadAsync(session => session.QueryAsync<long>(ListExpired, new { now = session.Now }), cancellationToken)];
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
        await using var rows = await session.OpenReaderAsync(ListRrsets, new { first = range[0].Id, last = range[^1].Id });
        return Load(rows, range.ToDictionary(zone => zone.Id));
    }

    // Without a task for each row: there may be millions, and nothing else to do meanwhile.
    private int Load(DbDataReader rows, Dictionary<long, ZoneRecord> zones)
    {
        var (current, loaded) = (0L, 0);
        ZoneRecord? zone = null;
        ZoneSnapshotBuilder? builder = null;
        while (rows.Read())
        {
            var id = rows.GetInt64(0);
            if (id != current)
            {
                Publish(zone, builder);
                zone = _expired.Contains(id) ? null : zones.GetValueOrDefault(id);
                builder = zone is null ? null : new ZoneSnapshotBuilder(zone.Origin);
                (current, loaded) = (id, loaded + 1);
            }
            try
            {
                Add(builder, rows.GetString(1));
            }
            catch (FormatException exception)
            {
                LogUnservable(zone!.Origin, exception);
                builder = null;
            }
        }
        Publish(zone, builder);
        return loaded;
    }

    private static void Add(ZoneSnapshotBuilder? builder, string row)
    {
        // Canonical owners, types and TTLs have no blank in them.
        var rest = row.AsSpan();
        var owner = rest[..rest.IndexOf(' ')];
        rest = rest[(owner.Length + 1)..];
        var type = rest[..rest.IndexOf(' ')];
        rest = rest[(type.Length + 1)..];
        var end = rest.IndexOf(' ');
        var ttl = uint.Parse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[(end + 1)..];
        if (builder is not null && !(TextList.TryReadSingle(rest, out var rdata) && builder.TryAddSingle(owner, type, ttl, rdata)))
        {
            builder.Add(new ZoneRrset(owner.ToString(), type.ToString(), ttl, TextList.Read(rest.ToString())));
        }
    }

    private void Publish(ZoneRecord? zone, ZoneSnapshotBuilder? builder)
    {
        if (zone is null || builder is null)
        {
            return;
        }
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
