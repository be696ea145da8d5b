using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Zones;

/// <summary>Writes many rows of RRsets with few statements.</summary>
internal static class RrsetBatch
{
    // How many rows go into one statement: a parameter of about a megabyte.
    private const int RowsPerStatement = 4000;

    private const string Insert = """
        INSERT INTO rrsets (zone_id, owner_key, rr_type, owner, ttl, rdata, etag)
        SELECT @zoneId, r.owner_key, r.rr_type, r.owner, r.ttl, r.rdata, @etag FROM {rows @rows owner_key, rr_type, owner, ttl, rdata} r
        """;

    private const string Update = """
        UPDATE rrsets SET owner = r.owner, ttl = r.ttl, rdata = r.rdata, etag = @etag
        FROM {rows @rows key_of_owner, type_of_row, owner, ttl, rdata} r
        WHERE zone_id = @zoneId AND owner_key = CAST(r.key_of_owner AS nvarchar(430)) AND rr_type = CAST(r.type_of_row AS nvarchar(12))
        """;

    private const string Delete = """
        DELETE FROM rrsets WHERE zone_id = @zoneId AND EXISTS (
            SELECT 1 FROM {rows @rows key_of_owner, type_of_row} r
            WHERE owner_key = CAST(r.key_of_owner AS nvarchar(430)) AND rr_type = CAST(r.type_of_row AS nvarchar(12)))
        """;

    private const string DeleteOne = """DELETE FROM rrsets WHERE zone_id = @zoneId AND owner_key = @ownerKey AND rr_type = @type""";

    // Few rows are found faster by their key than by going through the zone.
    private const int FewRows = 64;

    /// <summary>Brings the rows of a zone in step with changes of different RRsets.</summary>
    public static async Task WriteAsync(DatabaseSession session, long zoneId, IReadOnlyCollection<PlannedChange> changes)
    {
        var gone = changes.Where(change => change.After is null).ToList();
        foreach (var chunk in gone.Count <= FewRows ? [] : gone.Chunk(RowsPerStatement))
        {
            await session.ExecuteAsync(Delete, new { zoneId, rows = Keys(chunk) });
        }
        foreach (var change in gone.Count <= FewRows ? gone : [])
        {
            await session.ExecuteAsync(DeleteOne, new { zoneId, ownerKey = change.Key.OwnerKey, type = change.Key.Type });
        }
        await ExecuteAsync(session, Update, zoneId, changes.Where(change => change is { Before: not null, After: not null }));
        await ExecuteAsync(session, Insert, zoneId, changes.Where(change => change is { Before: null, After: not null }));
    }

    private static async Task ExecuteAsync(DatabaseSession session, string sql, long zoneId, IEnumerable<PlannedChange> changes)
    {
        foreach (var chunk in changes.Chunk(RowsPerStatement))
        {
            await session.ExecuteAsync(sql, new { zoneId, rows = Rows(chunk), etag = ETags.Next() });
        }
    }

    private static string Rows(PlannedChange[] changes) => Json(changes, (writer, change) =>
    {
        writer.WriteStringValue(change.Key.OwnerKey);
        writer.WriteStringValue(change.Key.Type);
        writer.WriteStringValue(change.After!.Owner);
        writer.WriteStringValue(change.After.Ttl.ToString(CultureInfo.InvariantCulture));
        writer.WriteStringValue(TextList.Write(change.After.Rdata));
    });

    private static string Keys(PlannedChange[] changes) => Json(changes, (writer, change) =>
    {
        writer.WriteStringValue(change.Key.OwnerKey);
        writer.WriteStringValue(change.Key.Type);
    });

    private static string Json(PlannedChange[] changes, Action<Utf8JsonWriter, PlannedChange> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(changes.Length * 96);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                writer.WriteStartArray();
                write(writer, change);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
