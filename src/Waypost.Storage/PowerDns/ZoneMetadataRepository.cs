using Waypost.Dns.Serving;
using Waypost.Storage.Auditing;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.PowerDns;

/// <summary>Metadata of one kind.</summary>
public sealed record ZoneMetadata(string Origin, string Kind, IReadOnlyList<string> Values);

/// <summary>What PowerDNS' API keeps of a zone that Waypost itself does not ask for. It goes with its zone.</summary>
public sealed class ZoneMetadataRepository(WaypostDatabase database)
{
    private const string ListOfZone = """
        SELECT z.origin, m.metadata_kind, m.metadata FROM zone_metadata m JOIN zones z ON z.id = m.zone_id
        WHERE z.origin = @origin AND z.view_name = @view ORDER BY m.metadata_kind
        """;

    private const string ListOfKinds = """
        SELECT z.origin, m.metadata_kind, m.metadata FROM zone_metadata m JOIN zones z ON z.id = m.zone_id
        WHERE z.view_name = @view AND m.metadata_kind IN (@first, @second)
        """;

    private const string FindZone = """SELECT id FROM zones WHERE origin = @origin AND view_name = @view""";
    private const string Delete = """DELETE FROM zone_metadata WHERE zone_id = @zoneId AND metadata_kind = @kind""";
    private const string Insert = """INSERT INTO zone_metadata (zone_id, metadata_kind, metadata) VALUES (@zoneId, @kind, @metadata)""";

    /// <summary>All metadata of a zone.</summary>
    public async Task<IReadOnlyList<ZoneMetadata>> ListAsync(ZoneKey zone, CancellationToken cancellationToken) =>
        ToMetadata(await database.ReadAsync(session => session.QueryAsync<Record>(ListOfZone, new { origin = zone.Origin, view = zone.View }), cancellationToken));

    /// <summary>Metadata of two kinds, of all zones of a view.</summary>
    public async Task<IReadOnlyList<ZoneMetadata>> ListAsync(string view, string firstKind, string secondKind, CancellationToken cancellationToken) =>
        ToMetadata(await database.ReadAsync(session => session.QueryAsync<Record>(ListOfKinds, new { view, first = firstKind, second = secondKind }), cancellationToken));

    /// <summary>Puts metadata by kind; a kind without values goes. False when there is no such zone.</summary>
    public Task<bool> PutAsync(ZoneKey zone, IReadOnlyDictionary<string, IReadOnlyList<string>> metadata, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            if (await session.FindAsync<long?>(FindZone, new { origin = zone.Origin, view = zone.View }) is not { } zoneId)
            {
                return false;
            }

            foreach (var (kind, values) in metadata)
            {
                await session.ExecuteAsync(Delete, new { zoneId, kind });
                if (values.Count > 0)
                {
                    await session.ExecuteAsync(Insert, new { zoneId, kind, metadata = TextList.Write(values) });
                }

                await AuditTrail.AppendAsync(session, actor, "update", $"zone-metadata/{zone.Origin}/{kind}", null);
            }

            return true;
        }, cancellationToken);

    private static List<ZoneMetadata> ToMetadata(List<Record> records) =>
        records.ConvertAll(record => new ZoneMetadata(record.Origin, record.MetadataKind, TextList.Read(record.Metadata)));

    private sealed class Record
    {
        public required string Origin { get; init; }

        public required string MetadataKind { get; init; }

        public required string Metadata { get; init; }
    }
}
