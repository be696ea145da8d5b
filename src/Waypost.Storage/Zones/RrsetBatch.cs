using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Zones;

/// <summary>Writes many rows of RRsets with few statements.</summary>
internal static class RrsetBatch
{
    // How many rows go into one statement: its parameter stays off the large object heap.
    private const int RowsPerStatement = 250;

    private const string Insert = """
        INSERT INTO rrsets (zone_id, owner_key, rr_type, owner, ttl, rdata, etag)
        SELECT @zoneId, r.key_of_owner, r.type_of_row, r.owner, r.ttl, r.rdata, @etag
        FROM {rows @rows zone_of_row 20, key_of_owner 430, type_of_row 12, owner, ttl 10, rdata} r
        """;

    // The zone comes with each row, so that SQLite looks up rows by the key instead of going through the zone.
    private const string Update = """
        UPDATE rrsets SET owner = r.owner, ttl = r.ttl, rdata = r.rdata, etag = @etag
        FROM {rows @rows zone_of_row 20, key_of_owner 430, type_of_row 12, owner, ttl 10, rdata} r
        WHERE zone_id = r.zone_of_row AND owner_key = r.key_of_owner AND rr_type = r.type_of_row
        """;

    private const string Delete = """
        DELETE FROM rrsets WHERE zone_id = @zoneId
            AND owner_key IN (SELECT r.key_of_owner FROM {rows @rows zone_of_row 20, key_of_owner 430} r)
            AND CONCAT(owner_key, ' ', rr_type) IN (
                SELECT CONCAT(r.key_of_owner, ' ', r.type_of_row) FROM {rows @rows zone_of_row 20, key_of_owner 430, type_of_row 12} r)
        """;

    /// <summary>Brings the rows of a zone in step with changes of different RRsets, which get this ETag.</summary>
    public static async Task WriteAsync(DatabaseSession session, long zoneId, IReadOnlyCollection<PlannedChange> changes, string etag)
    {
        await ExecuteAsync(session, Delete, zoneId, changes.Where(change => change.After is null), etag);
        await ExecuteAsync(session, Update, zoneId, changes.Where(change => change is { Before: not null, After: not null }), etag);
        await ExecuteAsync(session, Insert, zoneId, changes.Where(change => change is { Before: null, After: not null }), etag);
    }

    private static async Task ExecuteAsync(DatabaseSession session, string sql, long zoneId, IEnumerable<PlannedChange> changes, string etag)
    {
        foreach (var chunk in changes.Chunk(RowsPerStatement))
        {
            await session.ExecuteAsync(sql, new { zoneId, rows = Rows(zoneId, chunk), etag });
        }
    }

    private static string Rows(long zoneId, PlannedChange[] changes)
    {
        var buffer = new ArrayBufferWriter<byte>(changes.Length * 96);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(zoneId);
                writer.WriteStringValue(change.Key.OwnerKey);
                writer.WriteStringValue(change.Key.Type);
                if (change.After is { } after)
                {
                    writer.WriteStringValue(after.Owner);
                    writer.WriteNumberValue(after.Ttl);
                    writer.WriteStringValue(TextList.Write(after.Rdata));
                }
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
