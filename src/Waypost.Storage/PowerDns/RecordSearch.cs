using System.Runtime.CompilerServices;
using System.Text;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.PowerDns;

/// <summary>An RRset that a search may have meant; the caller decides by its own pattern.</summary>
public sealed record FoundRrset(string Origin, string Owner, string Type, uint Ttl, IReadOnlyList<string> Rdata);

/// <summary>Finds RRsets of a view by owner or rdata, with the engine's LIKE.</summary>
public sealed class RecordSearch(WaypostDatabase database)
{
    private const string Page = """
        SELECT {top @limit} z.origin, r.zone_id, r.owner_key, r.owner, r.rr_type, r.ttl, r.rdata
        FROM rrsets r JOIN zones z ON z.id = r.zone_id
        WHERE z.view_name = @view
            AND (r.zone_id > @zoneId OR (r.zone_id = @zoneId AND (r.owner_key > @ownerKey OR (r.owner_key = @ownerKey AND r.rr_type > @type))))
            AND (LOWER(r.owner) LIKE @owner ESCAPE '!' OR LOWER(r.rdata) LIKE @rdata ESCAPE '!')
        ORDER BY r.zone_id, r.owner_key, r.rr_type {limit @limit}
        """;

    private const int PageSize = 1000;

    /// <param name="pattern">Text in which <c>*</c> stands for any text and <c>?</c> for one character.</param>
    public async IAsyncEnumerable<FoundRrset> FindAsync(string view, string pattern, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (zoneId, ownerKey, type) = (0L, "", "");
        var (owner, rdata) = (Like(pattern), "%" + Like(pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)) + "%");
        while (true)
        {
            var rows = await database.ReadAsync(session => session.QueryAsync<Record>(Page, new { limit = PageSize, view, zoneId, ownerKey, type, owner, rdata }), cancellationToken);
            foreach (var row in rows)
            {
                yield return new(row.Origin, row.Owner, row.RrType, (uint)row.Ttl, TextList.Read(row.Rdata));
            }

            if (rows.Count < PageSize)
            {
                yield break;
            }

            (zoneId, ownerKey, type) = (rows[^1].ZoneId, rows[^1].OwnerKey, rows[^1].RrType);
        }
    }

    private static string Like(string pattern)
    {
        var like = new StringBuilder(pattern.Length + 8);
        foreach (var character in pattern.ToLowerInvariant())
        {
            _ = character switch
            {
                '*' => like.Append('%'),
                '?' => like.Append('_'),
                '%' or '_' or '!' or '[' => like.Append('!').Append(character),
                _ => like.Append(character),
            };
        }

        return like.ToString();
    }

    private sealed class Record
    {
        public required string Origin { get; init; }

        public long ZoneId { get; init; }

        public required string OwnerKey { get; init; }

        public required string Owner { get; init; }

        public required string RrType { get; init; }

        public long Ttl { get; init; }

        public required string Rdata { get; init; }
    }
}
