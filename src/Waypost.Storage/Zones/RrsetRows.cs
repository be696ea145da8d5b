using System.Text.Json;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Zones;

/// <summary>Where an RRset is within its zone.</summary>
internal readonly record struct RrsetKey(string OwnerKey, string Type);

/// <summary>Rows of RRsets.</summary>
internal static class RrsetRows
{
    private const int OwnersOneByOne = 4;
    private const int OwnersPerStatement = 4000;

    private const string ListAll = """SELECT owner, rr_type, ttl, rdata, etag, owner_key FROM rrsets WHERE zone_id = @zoneId ORDER BY owner_key, rr_type""";

    private const string ListOwner = """
        SELECT owner, rr_type, ttl, rdata, etag, owner_key FROM rrsets WHERE zone_id = @zoneId AND owner_key = @ownerKey
        """;

    private const string ListOwners = """
        SELECT owner, rr_type, ttl, rdata, etag, owner_key FROM rrsets
        WHERE zone_id = @zoneId AND owner_key IN (SELECT r.key_of_owner FROM {rows @rows key_of_owner 430} r)
        """;

    private const string ListPage = """
        SELECT {top @limit} owner, rr_type, ttl, rdata, etag, owner_key FROM rrsets
        WHERE zone_id = @zoneId AND (owner_key > @ownerKey OR (owner_key = @ownerKey AND rr_type > @type))
        ORDER BY owner_key, rr_type {limit @limit}
        """;

    public static Task<List<RrsetRecord>> ListAllAsync(DatabaseSession session, long zoneId) => session.QueryAsync<RrsetRecord>(ListAll, new { zoneId });

    public static Task<List<RrsetRecord>> ListOwnerAsync(DatabaseSession session, long zoneId, string ownerKey) =>
        session.QueryAsync<RrsetRecord>(ListOwner, new { zoneId, ownerKey });

    public static async Task<List<RrsetRecord>> ListOwnersAsync(DatabaseSession session, long zoneId, IReadOnlyCollection<string> ownerKeys)
    {
        var records = new List<RrsetRecord>();
        if (ownerKeys.Count <= OwnersOneByOne)
        {
            foreach (var ownerKey in ownerKeys)
            {
                records.AddRange(await ListOwnerAsync(session, zoneId, ownerKey));
            }

            return records;
        }

        foreach (var chunk in ownerKeys.Chunk(OwnersPerStatement))
        {
            records.AddRange(await session.QueryAsync<RrsetRecord>(ListOwners, new { zoneId, rows = JsonSerializer.Serialize(chunk.Select(key => new[] { key })) }));
        }

        return records;
    }

    public static Task<List<RrsetRecord>> ListPageAsync(DatabaseSession session, long zoneId, RrsetKey after, int limit) =>
        session.QueryAsync<RrsetRecord>(ListPage, new { zoneId, ownerKey = after.OwnerKey, type = after.Type, limit });
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
