using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

/// <summary>The journal of zones: what each version changed. History, revert and incremental transfers read it.</summary>
internal static class ZoneJournal
{
    // A version of more RRsets takes several rows, so that no row is out of all proportion.
    private const int ChangesPerRow = 5000;
    private const int MaxActorLength = 200;

    private const string Insert = """
        INSERT INTO zone_versions (zone_id, origin, from_serial, serial, part, size, changes, changed_at, actor, change_count)
        VALUES (@zoneId, @origin, @fromSerial, @serial, @part, @size, @changes, @now, @actor, @count)
        """;

    // The newest version that begins at a serial: a serial may come again after it has gone round.
    private const string FindFirst = """SELECT MAX(id) FROM zone_versions WHERE zone_id = @zoneId AND from_serial = @from AND serial <> @from AND part = 0""";
    private const string FindLast = """SELECT MAX(id) FROM zone_versions WHERE zone_id = @zoneId AND serial = @to AND id >= @first""";
    private const string Measure = """SELECT SUM(size) FROM zone_versions WHERE zone_id = @zoneId AND id >= @first AND id <= @last""";
    private const string List = """SELECT changes FROM zone_versions WHERE zone_id = @zoneId AND id >= @first AND id <= @last ORDER BY id""";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Appends one version.</summary>
    public static async Task AppendAsync(DatabaseSession session, long zoneId, string origin, uint fromSerial, uint serial, IReadOnlyList<RrsetChange> changes, string actor)
    {
        var part = 0;
        foreach (var chunk in changes.Chunk(ChangesPerRow))
        {
            var text = Write(chunk);
            await session.ExecuteAsync(Insert, new
            {
                zoneId,
                origin,
                fromSerial = (long)fromSerial,
                serial = (long)serial,
                part = part++,
                size = (long)text.Length,
                changes = text,
                now = session.Now,
                actor = actor.Length <= MaxActorLength ? actor : actor[..MaxActorLength],
                count = chunk.Length,
            });
        }
    }

    /// <summary>The changes that lead from one version to another, in order; null when they are not there or too long.</summary>
    public static async Task<List<RrsetChange>?> ReadAsync(DatabaseSession session, long zoneId, uint from, uint to, long maxLength)
    {
        var first = await session.ReadAsync<long?>(FindFirst, new { zoneId, from = (long)from });
        var last = first is null ? null : await session.ReadAsync<long?>(FindLast, new { zoneId, to = (long)to, first });
        if (last is null || await session.ReadAsync<long>(Measure, new { zoneId, first, last }) > maxLength)
        {
            return null;
        }
        var changes = new List<RrsetChange>();
        foreach (var row in await session.QueryAsync<string>(List, new { zoneId, first, last }))
        {
            changes.AddRange((JsonSerializer.Deserialize<List<Entry>>(row, Web) ?? []).Select(entry => new RrsetChange(entry.B, entry.A)));
        }
        return changes;
    }

    private static string Write(RrsetChange[] changes)
    {
        var buffer = new ArrayBufferWriter<byte>(changes.Length * 160);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                writer.WriteStartObject();
                Write(writer, "b"u8, change.Before);
                Write(writer, "a"u8, change.After);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ZoneRrset? rrset)
    {
        writer.WritePropertyName(name);
        if (rrset is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("owner"u8, rrset.Owner);
        writer.WriteString("type"u8, rrset.Type);
        writer.WriteNumber("ttl"u8, rrset.Ttl);
        writer.WriteStartArray("rdata"u8);
        foreach (var text in rrset.Rdata)
        {
            writer.WriteStringValue(text);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed record Entry(ZoneRrset? B, ZoneRrset? A);
}
