using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Auditing;
using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

/// <summary>The zones and their RRsets. A write raises the serial, is journalled and audited in one transaction, and is
/// served by this node's <see cref="ZoneTable"/> before the call returns.</summary>
public sealed class ZoneRepository(WaypostDatabase database, ZoneTable table)
{
    private const string FindZone = """
        SELECT id, origin, serial, record_count, etag, created_at, updated_at FROM zones WHERE origin = @origin
        """;

    private const string LockZone = """
        SELECT id, origin, serial, record_count, etag, created_at, updated_at FROM zones {locked} WHERE origin = @origin
        """;

    private const string ListZones = """
        SELECT {top @limit} id, origin, serial, record_count, etag, created_at, updated_at
        FROM zones WHERE origin > @after ORDER BY origin {limit @limit}
        """;

    private const string InsertZone = """
        INSERT INTO zones (origin, serial, record_count, etag, created_at, updated_at) {output id}
        VALUES (@origin, @serial, @records, @etag, @now, @now) {returning id}
        """;

    private const string UpdateZone = """
        UPDATE zones SET serial = @serial, record_count = record_count + @added, etag = @etag, updated_at = @now WHERE id = @id AND etag = @oldEtag
        """;

    private const string DeleteRrsets = """DELETE FROM rrsets WHERE zone_id = @id""";
    private const string DeleteZone = """DELETE FROM zones WHERE id = @id AND etag = @etag""";

    /// <summary>Conflict when the zone exists. The RRsets must have passed <see cref="ZoneChecker"/>.</summary>
    public async Task<WriteResult<ZoneRow>> CreateAsync(string origin, IReadOnlyList<ZoneRrset> rrsets, string actor, CancellationToken cancellationToken)
    {
        origin = Normalize(origin);
        if (ZoneChecker.Check(origin, rrsets) is [var problem, ..])
        {
            throw new ArgumentException($"{problem.Owner} {problem.Type}: {problem.Message}", nameof(rrsets));
        }

        var snapshot = ZoneSnapshot.Build(origin, rrsets);
        return await database.WriteAndPublishAsync(async session =>
        {
            if (await session.FindAsync<ZoneRecord>(LockZone, new { origin }) is { } existing)
            {
                return new WriteResult<ZoneRow>(WriteStatus.Conflict, existing.ToStored());
            }

            var zoneId = await session.ReadAsync<long>(InsertZone, new
            {
                origin,
                serial = (long)snapshot.Serial,
                records = rrsets.Sum(rrset => rrset.Rdata.Count),
                etag = ETags.Next(),
                now = session.Now,
            });
            foreach (var rrset in rrsets)
            {
                await RrsetRows.InsertAsync(session, zoneId, Key(rrset).OwnerKey, rrset);
            }

            await AuditTrail.AppendAsync(session, actor, "create", "zones/" + origin, null);
            return new WriteResult<ZoneRow>(WriteStatus.Created, (await session.ReadAsync<ZoneRecord>(FindZone, new { origin })).ToStored());
        }, result =>
        {
            if (result.Status == WriteStatus.Created)
            {
                table.Publish(snapshot);
            }
        }, cancellationToken);
    }

    public async Task<Stored<ZoneRow>?> FindAsync(string origin, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.FindAsync<ZoneRecord>(FindZone, new { origin = Normalize(origin) }), cancellationToken))?.ToStored();

    /// <summary>Zones by name, after the origin <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<Stored<ZoneRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.QueryAsync<ZoneRecord>(ListZones, new { after = after is null ? "" : Normalize(after), limit }), cancellationToken))
            .ConvertAll(record => record.ToStored());

    public Task<WriteStatus> DeleteAsync(string origin, string? ifMatch, string actor, CancellationToken cancellationToken)
    {
        origin = Normalize(origin);
        return database.WriteAndPublishAsync(async session =>
        {
            var zone = await session.FindAsync<ZoneRecord>(LockZone, new { origin });
            if (!ETags.Allow(ifMatch, ifNoneMatch: false, zone?.Etag))
            {
                return WriteStatus.PreconditionFailed;
            }

            if (zone is null)
            {
                return WriteStatus.NotFound;
            }

            await session.ExecuteAsync(DeleteRrsets, new { id = zone.Id });
            if (await session.ExecuteAsync(DeleteZone, new { id = zone.Id, etag = zone.Etag }) == 0)
            {
                throw new StaleRowException();
            }

            await AuditTrail.AppendAsync(session, actor, "delete", "zones/" + origin, null);
            return WriteStatus.Deleted;
        }, status =>
        {
            if (status is WriteStatus.Deleted or WriteStatus.NotFound)
            {
                table.Remove(origin);
            }
        }, cancellationToken);
    }

    /// <summary>All RRsets in canonical order; empty when there is no such zone.</summary>
    public Task<IReadOnlyList<ZoneRrset>> ReadRrsetsAsync(string origin, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ZoneRrset>>(async session => await session.FindAsync<ZoneRecord>(FindZone, new { origin = Normalize(origin) }) is { } zone
            ? (await RrsetRows.ListAllAsync(session, zone.Id)).ConvertAll(record => record.ToRrset())
            : [], cancellationToken);

    /// <summary>A page of RRsets in canonical order, after a cursor that an earlier page gave.</summary>
    public Task<RrsetPage> ListRrsetsAsync(string origin, string? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(async session =>
        {
            if (await session.FindAsync<ZoneRecord>(FindZone, new { origin = Normalize(origin) }) is not { } zone || RrsetCursor.Read(after) is not { } key)
            {
                return new RrsetPage([], null);
            }

            var items = (await RrsetRows.ListPageAsync(session, zone.Id, key, limit + 1)).ConvertAll(record => record.ToRrset());
            return items.Count <= limit ? new RrsetPage(items, null) : new RrsetPage(items[..limit], RrsetCursor.Write(items[limit - 1]));
        }, cancellationToken);

    public Task<Stored<ZoneRrset>?> FindRrsetAsync(string origin, string owner, string type, CancellationToken cancellationToken) =>
        database.ReadAsync(async session =>
        {
            if (OwnerKey.Of(owner) is not { } ownerKey || await session.FindAsync<ZoneRecord>(FindZone, new { origin = Normalize(origin) }) is not { } zone)
            {
                return null;
            }

            var record = (await RrsetRows.ListOwnerAsync(session, zone.Id, ownerKey)).Find(row => row.RrType == type);
            return record is null ? null : new Stored<ZoneRrset>(record.ToRrset(), record.Etag);
        }, cancellationToken);

    /// <summary>Applies writes in order, all or none. A lone removal of an RRset that is not there is NotFound; among
    /// several it is no change.</summary>
    public Task<ZoneWriteResult> ApplyAsync(string origin, IReadOnlyList<RrsetWrite> writes, string actor, CancellationToken cancellationToken) =>
        WriteAsync(origin, actor, "change", async (session, zone) =>
        {
            var records = await ReadOwnersAsync(session, zone, writes.Select(write => Key(write).OwnerKey).Append(OwnerKey.Of(zone.Origin)!));
            var after = records.ToDictionary(entry => entry.Key, entry => entry.Value.ToRrset());
            for (var index = 0; index < writes.Count; index++)
            {
                var write = writes[index];
                var key = Key(write);
                if (!ETags.Allow(write.IfMatch, write.IfNoneMatch, records.GetValueOrDefault(key)?.Etag))
                {
                    return ZoneTarget.Failed(WriteStatus.PreconditionFailed, index);
                }

                if (write.After is not null)
                {
                    after[key] = write.After;
                }
                else if (!after.Remove(key) && writes.Count == 1)
                {
                    return ZoneTarget.Failed(WriteStatus.NotFound, index);
                }
            }

            var status = writes.Count > 1 ? WriteStatus.Updated
                : writes is [{ After: null }] ? WriteStatus.Deleted
                : writes.Count == 1 && !records.ContainsKey(Key(writes[0])) ? WriteStatus.Created
                : WriteStatus.Updated;
            return new ZoneTarget(status, null, records.ToDictionary(entry => entry.Key, entry => entry.Value.ToRrset()), after);
        }, cancellationToken);

    /// <summary>Makes the zone hold exactly these RRsets; what is the same stays as it is.</summary>
    public Task<ZoneWriteResult> ReplaceAsync(string origin, IReadOnlyList<ZoneRrset> rrsets, string? ifMatch, string actor, CancellationToken cancellationToken) =>
        WriteAsync(origin, actor, "replace", async (session, zone) =>
        {
            if (!ETags.Allow(ifMatch, ifNoneMatch: false, zone.Etag))
            {
                return ZoneTarget.Failed(WriteStatus.PreconditionFailed, null);
            }

            var before = (await RrsetRows.ListAllAsync(session, zone.Id)).ToDictionary(record => record.Key, record => record.ToRrset());
            var after = rrsets.ToDictionary(Key);
            return new ZoneTarget(WriteStatus.Updated, null, before, after);
        }, cancellationToken);

    private async Task<ZoneWriteResult> WriteAsync(string origin, string actor, string action, Func<DatabaseSession, ZoneRecord, Task<ZoneTarget>> aim, CancellationToken cancellationToken)
    {
        origin = Normalize(origin);
        ZoneSnapshot? next = null;
        return await database.WriteAndPublishAsync(async session =>
        {
            next = null;
            if (await session.FindAsync<ZoneRecord>(LockZone, new { origin }) is not { } zone)
            {
                return new ZoneWriteResult(WriteStatus.NotFound, 0, [], null, []);
            }

            var target = await aim(session, zone);
            if (target.Before is null || target.After is null)
            {
                return new ZoneWriteResult(target.Status, (uint)zone.Serial, [], target.FailedIndex, []);
            }

            var plan = ZonePlan.Make(origin, target.Before, target.After);
            if (plan.Problems.Count > 0 || plan.Changes.Count == 0)
            {
                // The attempt before may have committed and lost the answer on its way, or another node has written.
                next = table.Find(origin)?.Serial == (uint)zone.Serial ? null : await NextSnapshotAsync(session, zone, []);
                return new ZoneWriteResult(plan.Problems.Count > 0 ? WriteStatus.Conflict : WriteStatus.Unchanged, plan.Serial, [], null, plan.Problems);
            }

            var changes = plan.Changes.Select(change => new RrsetChange(change.Before, change.After)).ToList();
            next = await NextSnapshotAsync(session, zone, changes);
            await StoreAsync(session, zone, plan);
            await AuditTrail.AppendAsync(session, actor, action, "zones/" + origin, $"serial {plan.Serial}, {plan.Changes.Count} RRsets");
            return new ZoneWriteResult(target.Status, plan.Serial, changes, null, []);
        }, _ =>
        {
            if (next is not null)
            {
                table.Publish(next);
            }
        }, cancellationToken);
    }

    // Built before the commit, so that what cannot be served is not committed either. When another node has written
    // the zone meanwhile, this node's version is not the one before, and the zone is read whole.
    private async Task<ZoneSnapshot> NextSnapshotAsync(DatabaseSession session, ZoneRecord zone, List<RrsetChange> changes)
    {
        var current = table.Find(zone.Origin);
        if (current is null || current.Serial != (uint)zone.Serial)
        {
            current = ZoneSnapshot.Build(zone.Origin, (await RrsetRows.ListAllAsync(session, zone.Id)).Select(record => record.ToRrset()));
        }

        return current.With(changes);
    }

    private static async Task StoreAsync(DatabaseSession session, ZoneRecord zone, ZonePlan plan)
    {
        var updated = await session.ExecuteAsync(UpdateZone, new
        {
            id = zone.Id,
            serial = (long)plan.Serial,
            added = plan.Changes.Sum(change => (change.After?.Rdata.Count ?? 0) - (change.Before?.Rdata.Count ?? 0)),
            etag = ETags.Next(),
            oldEtag = zone.Etag,
            now = session.Now,
        });
        if (updated == 0)
        {
            throw new StaleRowException();
        }

        foreach (var change in plan.Changes)
        {
            await RrsetRows.ChangeAsync(session, zone.Id, zone.Origin, plan.Serial, change);
        }
    }

    private static async Task<Dictionary<RrsetKey, RrsetRecord>> ReadOwnersAsync(DatabaseSession session, ZoneRecord zone, IEnumerable<string> ownerKeys)
    {
        var records = new Dictionary<RrsetKey, RrsetRecord>();
        foreach (var ownerKey in ownerKeys.Distinct(StringComparer.Ordinal))
        {
            foreach (var record in await RrsetRows.ListOwnerAsync(session, zone.Id, ownerKey))
            {
                records.Add(record.Key, record);
            }
        }

        return records;
    }

    private static RrsetKey Key(ZoneRrset rrset) => Key(rrset.Owner, rrset.Type);

    private static RrsetKey Key(RrsetWrite write) => Key(write.Owner, write.Type);

    private static RrsetKey Key(string owner, string type) =>
        new(OwnerKey.Of(owner) ?? throw new ArgumentException($"'{owner}' is not a domain name.", nameof(owner)), type);

    private static string Normalize(string origin) => RrsetNormalizer.NormalizeZoneName(origin) ?? origin.ToLowerInvariant();

    /// <summary>What a write aims at: RRsets before and after, or why it failed.</summary>
    private sealed record ZoneTarget(WriteStatus Status, int? FailedIndex, IReadOnlyDictionary<RrsetKey, ZoneRrset>? Before, IReadOnlyDictionary<RrsetKey, ZoneRrset>? After)
    {
        public static ZoneTarget Failed(WriteStatus status, int? index) => new(status, index, null, null);
    }
}
