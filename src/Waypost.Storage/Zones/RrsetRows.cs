using System.Text.Encodings.Web;
using System.Text.Json;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Zones;

/// <summary>Where an RRset is within its zone.</summary>
internal readonly record struct RrsetKey(string OwnerKey, string Type);

/// <summary>Rows of RRsets and of the journal of their changes.</summary>
internal static class RrsetRows
{
    private const string ListAll = """SELECT owner, rr_type, ttl, rdata, etag, owner_key FROM rrsets WHERE zone_id = @zoneId ORDER BY owner_key, rr_type""";

    private const string ListOwner = """
        SELECT owner, rr_type, ttl, rdata, etag, owner_key FROM rrsets WHERE zone_id = @zoneId AND owner_key = @ownerKey
        """;

    private const string ListPage = """
        SELECT {top @limit} owner, rr_type, ttl, rdata, etag, owner_key FROM rrsets
        WHERE zone_id = @zoneId AND (owner_key > @ownerKey OR (owner_key = @ownerKey AND rr_type > @type))
        ORDER BY owner_key, rr_type {limit @limit}
        """;

    private const string Insert = """
        INSERT INTO rrsets (zone_id, owner_key, rr_type, owner, ttl, rdata, etag)
        VALUES (@zoneId, @ownerKey, @type, @owner, @ttl, @rdata, @etag)
        """;

    private const string Update = """
        UPDATE rrsets SET owner = @owner, ttl = @ttl, rdata = @rdata, etag = @etag
        WHERE zone_id = @zoneId AND owner_key = @ownerKey AND rr_type = @type
        """;

    private const string Delete = """DELETE FROM rrsets WHERE zone_id = @zoneId AND owner_key = @ownerKey AND rr_type = @type""";

    private const string InsertChange = """
        INSERT INTO zone_changes (zone_id, origin, serial, before_rrset, after_rrset, changed_at)
        VALUES (@zoneId, @origin, @serial, @before, @after, @now)
        """;

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task<List<RrsetRecord>> ListAllAsync(DatabaseSession session, long zoneId) => session.QueryAsync<RrsetRecord>(ListAll, new { zoneId });

    public static Task<List<RrsetRecord>> ListOwnerAsync(DatabaseSession session, long zoneId, string ownerKey) =>
        session.QueryAsync<RrsetRecord>(ListOwner, new { zoneId, ownerKey });

    public static Task<List<RrsetRecord>> ListPageAsync(DatabaseSession session, long zoneId, RrsetKey after, int limit) =>
        session.QueryAsync<RrsetRecord>(ListPage, new { zoneId, ownerKey = after.OwnerKey, type = after.Type, limit });

    public static Task InsertAsync(DatabaseSession session, long zoneId, string ownerKey, ZoneRrset rrset) => session.ExecuteAsync(Insert, Columns(zoneId, ownerKey, rrset));

    public static async Task ChangeAsync(DatabaseSession session, long zoneId, string origin, uint serial, PlannedChange change)
    {
        var (key, before, after) = change;
        if (after is null)
        {
            await session.ExecuteAsync(Delete, new { zoneId, ownerKey = key.OwnerKey, type = key.Type });
        }
        else
        {
            await session.ExecuteAsync(before is null ? Insert : Update, Columns(zoneId, key.OwnerKey, after));
        }

        await session.ExecuteAsync(InsertChange, new { zoneId, origin, serial = (long)serial, before = Json(before), after = Json(after), now = session.Now });
    }

    private static object Columns(long zoneId, string ownerKey, ZoneRrset rrset) => new
    {
        zoneId,
        ownerKey,
        type = rrset.Type,
        owner = rrset.Owner,
        ttl = (long)rrset.Ttl,
        rdata = TextList.Write(rrset.Rdata),
        etag = ETags.Next(),
    };

    private static string? Json(ZoneRrset? rrset) => rrset is null ? null : JsonSerializer.Serialize(rrset, Plain);
}

/// <summary>An RRset as its row has it.</summary>
internal sealed class RrsetRecord
{
    public required string Owner { get; init; }

    public required string RrType { get; init; }

    public long Ttl { get; init; }

    public required string Rdata { get; init; }

    public required string Etag { get; init; }

    public required string OwnerKey { get; init; }

    public RrsetKey Key => new(OwnerKey, RrType);

    public ZoneRrset ToRrset() => new(Owner, RrType, (uint)Ttl, TextList.Read(Rdata));
}
