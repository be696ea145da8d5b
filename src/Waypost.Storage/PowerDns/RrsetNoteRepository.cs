using System.Text.Json;
using Waypost.Dns.Serving;
using Waypost.Storage.Auditing;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;
using Waypost.Storage.Zones;

namespace Waypost.Storage.PowerDns;

/// <summary>Comments on RRsets, and their records that are not served. They go with their zone.</summary>
public sealed class RrsetNoteRepository(WaypostDatabase database)
{
    private const string ListAll = """
        SELECT n.owner, n.rr_type, n.ttl, n.disabled, n.comments FROM rrset_notes n JOIN zones z ON z.id = n.zone_id
        WHERE z.origin = @origin AND z.view_name = @view ORDER BY n.owner_key, n.rr_type
        """;

    private const string FindZone = """SELECT id FROM zones WHERE origin = @origin AND view_name = @view""";
    private const string Delete = """DELETE FROM rrset_notes WHERE zone_id = @zoneId AND owner_key = @ownerKey AND rr_type = @type""";

    private const string Insert = """
        INSERT INTO rrset_notes (zone_id, owner_key, rr_type, owner, ttl, disabled, comments)
        VALUES (@zoneId, @ownerKey, @type, @owner, @ttl, @disabled, @comments)
        """;

    /// <summary>The notes of a zone in canonical order.</summary>
    public async Task<IReadOnlyList<RrsetNote>> ListAsync(ZoneKey zone, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.QueryAsync<Record>(ListAll, new { origin = zone.Origin, view = zone.View }), cancellationToken)).ConvertAll(record => record.ToNote());

    /// <summary>Puts notes in the place of those at the same owner and type; empty ones go. Owners must be names.</summary>
    public Task<bool> PutAsync(ZoneKey zone, IReadOnlyCollection<RrsetNote> notes, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            if (await session.FindAsync<long?>(FindZone, new { origin = zone.Origin, view = zone.View }) is not { } zoneId)
            {
                return false;
            }

            foreach (var note in notes)
            {
                var ownerKey = OwnerKey.Of(note.Owner) ?? throw new ArgumentException($"'{note.Owner}' is not a domain name.", nameof(notes));
                await session.ExecuteAsync(Delete, new { zoneId, ownerKey, type = note.Type });
                if (!note.IsEmpty)
                {
                    await session.ExecuteAsync(Insert, new
                    {
                        zoneId,
                        ownerKey,
                        type = note.Type,
                        owner = note.Owner,
                        ttl = (long)note.Ttl,
                        disabled = TextList.Write(note.Disabled),
                        comments = JsonSerializer.Serialize(note.Comments),
                    });
                }
            }

            await AuditTrail.AppendAsync(session, actor, "update", "rrset-notes/" + zone.Origin, $"{notes.Count} RRsets");
            return true;
        }, cancellationToken);

    private sealed class Record
    {
        public required string Owner { get; init; }

        public required string RrType { get; init; }

        public long Ttl { get; init; }

        public required string Disabled { get; init; }

        public required string Comments { get; init; }

        public RrsetNote ToNote() => new(Owner, RrType, (uint)Ttl, TextList.Read(Disabled), JsonSerializer.Deserialize<List<RrsetComment>>(Comments) ?? []);
    }
}
