using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Searching;

/// <summary>Which RRsets are looked for; null is any.</summary>
/// <param name="Text">A text in the owner or in a record.</param>
/// <param name="Rdata">A whole record, or its last field such as the target of an MX; <c>*</c> stands for anything.</param>
/// <param name="Owner">The absolute owner; <c>*</c> stands for anything.</param>
public sealed record RecordQuery(string? Text, string? Rdata, string? Type, string? Owner, ZoneKey? Zone);

/// <summary>An RRset that was found. <see cref="Position"/> is where a next page begins.</summary>
public sealed record FoundRecord(ZoneKey Zone, ZoneRrset Rrset, string Position);

/// <summary>Looks for RRsets in all zones.</summary>
public sealed class RecordFinder(WaypostDatabase database)
{
    private const string Find = """
        SELECT {top @limit} z.view_name, z.origin, r.zone_id, r.owner_key, r.owner, r.rr_type, r.ttl, r.rdata
        FROM rrsets r JOIN zones z ON z.id = r.zone_id
        WHERE (r.zone_id > @zoneId OR (r.zone_id = @zoneId AND (r.owner_key > @ownerKey OR (r.owner_key = @ownerKey AND r.rr_type > @rrType))))
            AND (@type IS NULL OR r.rr_type = @type)
            AND (@origin IS NULL OR (z.origin = @origin AND z.view_name = @view))
            AND (@owner IS NULL OR {lower r.owner} LIKE @owner ESCAPE '\')
            AND (@whole IS NULL OR {lower r.rdata} LIKE @whole ESCAPE '\' OR {lower r.rdata} LIKE @wholeDot ESCAPE '\'
                OR {lower r.rdata} LIKE @field ESCAPE '\' OR {lower r.rdata} LIKE @fieldDot ESCAPE '\')
            AND (@text IS NULL OR {lower r.rdata} LIKE @text ESCAPE '\' OR {lower r.owner} LIKE @text ESCAPE '\')
        ORDER BY r.zone_id, r.owner_key, r.rr_type {limit @limit}
        """;

    private const char Separator = '\n';

    /// <summary>RRsets in the order of zones and owners, after a position.</summary>
    public async Task<IReadOnlyList<FoundRecord>> FindAsync(RecordQuery query, string? after, int limit, CancellationToken cancellationToken)
    {
        var (zoneId, ownerKey, type) = ReadPosition(after);
        var rdata = query.Rdata is null ? null : Pattern.Glob(query.Rdata);
        var parameters = new
        {
            limit,
            zoneId,
            ownerKey,
            rrType = type,
            type = query.Type,
            origin = query.Zone?.Origin,
            view = query.Zone?.View,
            owner = query.Owner is null ? null : Pattern.Glob(query.Owner),
            whole = rdata is null ? null : $"%\"{rdata}\"%",
            wholeDot = rdata is null ? null : $"%\"{rdata}.\"%",
            field = rdata is null ? null : $"% {rdata}\"%",
            fieldDot = rdata is null ? null : $"% {rdata}.\"%",
            text = query.Text is null ? null : Pattern.Containing(query.Text),
        };
        var records = await database.ReadAsync(session => session.QueryAsync<Record>(Find, parameters), cancellationToken);
        return records.ConvertAll(record => new FoundRecord(
            new(record.ViewName, record.Origin),
            new(record.Owner, record.RrType, (uint)record.Ttl, TextList.Read(record.Rdata)),
            string.Join(Separator, record.ZoneId.ToString(System.Globalization.CultureInfo.InvariantCulture), record.OwnerKey, record.RrType)));
    }

    private static (long ZoneId, string OwnerKey, string Type) ReadPosition(string? after) =>
        after?.Split(Separator) is [var zone, var owner, var type] && long.TryParse(zone, System.Globalization.CultureInfo.InvariantCulture, out var id) ? (id, owner, type) : (0, "", "");

    private sealed class Record
    {
        public required string ViewName { get; init; }

        public required string Origin { get; init; }

        public long ZoneId { get; init; }

        public required string OwnerKey { get; init; }

        public required string Owner { get; init; }

        public required string RrType { get; init; }

        public long Ttl { get; init; }

        public required string Rdata { get; init; }
    }
}
