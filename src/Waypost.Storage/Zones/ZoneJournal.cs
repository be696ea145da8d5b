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
    // A version of more RRsets takes several rows: none is out of all proportion, and their texts stay off the large object heap.
    private const int ChangesPerRow = 400;
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
            changes.AddRange(Read(row));
        }
        return changes;
    }

    // One list an RRset: owner, type, then before and after, each null or a list of TTL and rdata.
    private static string Write(RrsetChange[] changes)
    {
        var buffer = new ArrayBufferWriter<byte>(changes.Length * 80);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                var rrset = change.After ?? change.Before!;
                writer.WriteStartArray();
                writer.WriteStringValue(rrset.Owner);
                writer.WriteStringValue(rrset.Type);
                Write(writer, change.Before);
                Write(writer, change.After);
                if (change is { Before: { } before, After: not null } && before.Owner != rrset.Owner)
                {
                    writer.WriteStringValue(before.Owner);
                }
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, ZoneRrset? rrset)
    {
        if (rrset is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartArray();
        writer.WriteNumberValue(rrset.Ttl);
        foreach (var text in rrset.Rdata)
        {
            writer.WriteStringValue(text);
        }
        writer.WriteEndArray();
    }

    private static IEnumerable<RrsetChange> Read(string row)
    {
        using var document = JsonDocument.Parse(row);
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object)
            {
                // What was in the journal before it had this form.
                var earlier = entry.Deserialize<Entry>(Web)!;
                yield return new RrsetChange(earlier.B, earlier.A);
                continue;
            }
            var (owner, type) = (entry[0].GetString()!, entry[1].GetString()!);
            yield return new RrsetChange(Read(entry.GetArrayLength() > 4 ? entry[4].GetString()! : owner, type, entry[2]), Read(owner, type, entry[3]));
        }
    }

    private static ZoneRrset? Read(string owner, string type, JsonElement side) => side.ValueKind == JsonValueKind.Null
        ? null
        : new ZoneRrset(owner, type, side[0].GetUInt32(), [.. side.EnumerateArray().Skip(1).Select(text => text.GetString()!)]);

    private sealed record Entry(ZoneRrset? B, ZoneRrset? A);
}
