using Microsoft.Extensions.Logging;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

/// <summary>Fills this node's views with the zones of the database at start, after their configuration was loaded.</summary>
public sealed partial class ZoneLoader(WaypostDatabase database, ServedZones serving, ILogger<ZoneLoader> logger)
{
    private const string ListZones = """SELECT id, view_name, origin, zone_kind, settings, serial, record_count, etag, created_at, updated_at FROM zones ORDER BY id""";

    /// <summary>Reads all zones and serves them. A zone that cannot be served is named in the log, and answers SERVFAIL.</summary>
    public async Task LoadAllAsync(CancellationToken cancellationToken)
    {
        foreach (var zone in await database.ReadAsync(session => session.QueryAsync<ZoneRecord>(ListZones), cancellationToken))
        {
            var rrsets = await database.ReadAsync(session => RrsetRows.ListAllAsync(session, zone.Id), cancellationToken);
            try
            {
                serving.Publish(zone.ToStored().Value, rrsets.Count == 0 ? null : ZoneSnapshot.Build(zone.Origin, rrsets.Select(record => record.ToRrset())));
            }
            catch (FormatException exception)
            {
                serving.Publish(zone.ToStored().Value, null);
                LogUnservable(zone.Origin, exception);
            }
        }
    }

    [LoggerMessage(EventId = 4010, Level = LogLevel.Error, Message = "Zone {Origin} cannot be served")]
    private partial void LogUnservable(string origin, Exception exception);
}
