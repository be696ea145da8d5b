using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Auditing;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

/// <summary>The zones and their RRsets. A write raises the serial, is journalled and audited in one transaction, and is
/// served by this node's <see cref="ServedZones"/> before the call returns.</summary>
public sealed class ZoneRepository(WaypostDatabase database, ServedZones serving)
{
    private const string FindZone = """
        SELECT id, view_name, origin, zone_kind, settings, serial, record_count, etag, created_at, updated_at FROM zones WHERE origin = @origin AND view_name = @view
        """;

    private const string LockZone = """
        SELECT id, view_name, origin, zone_kind, settings, serial, record_count, etag, created_at, updated_at FROM zones {locked} WHERE origin = @origin AND view_name = @view
        """;

    private const string ListZones = """
        SELECT {top @limit} id, view_name, origin, zone_kind, settings, serial, record_count, etag, created_at, updated_at
        FROM zones
        WHERE (origin > @origin OR (origin = @origin AND view_name > @view)) AND (@filter IS NULL OR view_name = @filter)
        ORDER BY origin, view_name {limit @limit}
        """;

    private const string InsertZone = """
        INSERT INTO zones (view_name, origin, zone_kind, settings, serial, record_count, etag, created_at, updated_at) {output id}
        VALUES (@view, @origin, @kind, @settings, @serial, @records, @etag, @now, @now) {returning id}
        """;

    private const string UpdateZone = """
        UPDATE zones SET serial = @serial, record_count = record_count + @added, etag = @etag, updated_at = @now WHERE id = @id AND etag = @oldEtag
        """;

    private const string UpdateSettings = """
        UPDATE zones SET zone_kind = @kind, settings = @settings, etag = @etag, updated_at = @now WHERE id = @id AND etag = @oldEtag
        """;

    private const string DeleteRrsets = """DELETE FROM rrsets WHERE zone_id = @id""";
    private const string DeleteZone = """DELETE FROM zones WHERE id = @id AND etag = @etag""";

    /// <summary>Conflict when the zone exists, NotFound when the view does not. The RRsets must have passed <see cref="ZoneChecker"/>; a secondary has none yet.</summary>
    public async Task<WriteResult<ZoneRow>> CreateAsync(ZoneCreation zone, string actor, CancellationToken cancellationToken)
    {
        var key = Normalize(zone.Key);
        var rrsets = zone.Rrsets;
        if (zone.Kind == ZoneKind.Primary && ZoneChecker.Check(key.Origin, rrsets) is [var problem, ..])
        {
            throw new ArgumentException($"{problem.Owner} {problem.Type}: {problem.Message}", nameof(zone));
        }

        var snapshot = zone.Kind == ZoneKind.Primary ? ZoneSnapshot.Build(key.Origin, rrsets) : null;
        List<(ZoneKey Key, ZoneSnapshot Next)> reverse = [];
        return await database.WriteAndPublishAsync(async session =>
        {
            reverse.Clear();
            if (await FindAsync(session, LockZone, key) is { } existing)
            {
                return new WriteResult<ZoneRow>(WriteStatus.Conflict, existing.ToStored());
            }

            if (!serving.HasView(key.View))
            {
                return new WriteResult<ZoneRow>(WriteStatus.NotFound, null);
            }

            var zoneId = await session.ReadAsync<long>(InsertZone, new
            {
                view = key.View,
                origin = key.Origin,
                kind = ZoneKinds.Write(zone.Kind),
                settings = ConfigurationJson.WriteSettings(zone.Settings),
                serial = (long)(snapshot?.Serial ?? 0),
                records = rrsets.Sum(rrset => rrset.Rdata.Count),
                etag = ETags.Next(),
                now = session.Now,
            });
            await RrsetBatch.WriteAsync(session, zoneId, [.. rrsets.Select(rrset => new PlannedChange(Key(rrset), null, rrset))], ETags.Next());
            if (snapshot is not null)
            {
                session.Stage(key, snapshot);
            }

            await AuditTrail.AppendAsync(session, actor, "create", ZoneSubject.Of(key), null);
            var created = (await FindAsync(session, FindZone, key))!.ToStored();
            await KeepUpPtrAsync(session, created.Value, [.. rrsets.Select(rrset => new RrsetChange(null, rrset))], actor, reverse);
            return new WriteResult<ZoneRow>(WriteStatus.Created, created);
        }, result =>
        {
            if (result is { Status: WriteStatus.Created, Stored.Value: { } row })
            {
                serving.Publish(row, snapshot);
            }

            reverse.ForEach(other => serving.Publish(other.Key, other.Next));
        }, cancellationToken);
    }

    /// <summary>Gives a zone other settings, which are in force when the call returns.</summary>
    public Task<WriteResult<ZoneRow>> ChangeAsync(ZoneKey zone, ZoneKind kind, ZoneSettings? settings, string? ifMatch, string actor, CancellationToken cancellationToken)
    {
        var key = Normalize(zone);
        return database.WriteAndPublishAsync(async session =>
        {
            var record = await FindAsync(session, LockZone, key);
            if (!ETags.Allow(ifMatch, ifNoneMatch: false, record?.Etag) || record is null)
            {
                return new WriteResult<ZoneRow>(record is null && ifMatch is null ? WriteStatus.NotFound : WriteStatus.PreconditionFailed, record?.ToStored());
            }

            var json = ConfigurationJson.WriteSettings(settings);
            if (record.Kind == kind && record.Settings == json)
            {
                return new WriteResult<ZoneRow>(WriteStatus.Unchanged, record.ToStored());
            }

            if (await session.ExecuteAsync(UpdateSettings, new { id = record.Id, kind = ZoneKinds.Write(kind), settings = json, etag = ETags.Next(), oldEtag = record.Etag, now = session.Now }) == 0)
            {
                throw new StaleRowException();
            }

            await AuditTrail.AppendAsync(session, actor, "update", ZoneSubject.Of(key), json);
            return new WriteResult<ZoneRow>(WriteStatus.Updated, (await FindAsync(session, FindZone, key))!.ToStored());
        }, result =>
        {
            if (result is { Status: WriteStatus.Updated or WriteStatus.Unchanged, Stored.Value: { } row })
            {
                serving.Publish(row);
            }
        }, cancellationToken);
    }

    public async Task<Stored<ZoneRow>?> FindAsync(ZoneKey zone, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => FindAsync(session, FindZone, Normalize(zone)), cancellationToken))?.ToStored();

    /// <summary>Zones by origin and view, after the one <paramref name="after"/>; those of one view alone when it is named.</summary>
    public async Task<IReadOnlyList<Stored<ZoneRow>>> ListAsync(string? view, ZoneKey? after, int limit, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.QueryAsync<ZoneRecord>(ListZones, new { origin = after?.Origin ?? "", view = after?.View ?? "", filter = view, limit }), cancellationToken))
            .ConvertAll(record => record.ToStored());

    public Task<WriteStatus> DeleteAsync(ZoneKey key, string? ifMatch, string actor, CancellationToken cancellationToken)
    {
        key = Normalize(key);
        List<(ZoneKey Key, ZoneSnapshot Next)> reverse = [];
        return database.WriteAndPublishAsync(async session =>
        {
            reverse.Clear();
            var zone = await FindAsync(session, LockZone, key);
            if (!ETags.Allow(ifMatch, ifNoneMatch: false, zone?.Etag))
            {
                return WriteStatus.PreconditionFailed;
            }

            if (zone is null)
            {
                return WriteStatus.NotFound;
            }

            if (serving.PolicyOf(zone.ToStored().Value).Settings.AutomaticPtr == true)
            {
                var gone = (await RrsetRows.ListAllAsync(session, zone.Id)).Select(record => new RrsetChange(record.ToRrset(), null));
                await KeepUpPtrAsync(session, zone.ToStored().Value, [.. gone], actor, reverse);
            }

            await session.ExecuteAsync(DeleteRrsets, new { id = zone.Id });
            if (await session.ExecuteAsync(DeleteZone, new { id = zone.Id, etag = zone.Etag }) == 0)
            {
                throw new StaleRowException();
            }

            await AuditTrail.AppendAsync(session, actor, "delete", ZoneSubject.Of(key), null);
            return WriteStatus.Deleted;
        }, status =>
        {
            if (status is WriteStatus.Deleted or WriteStatus.NotFound)
            {
                serving.Remove(key);
            }

            reverse.ForEach(other => serving.Publish(other.Key, other.Next));
        }, cancellationToken);
    }

    /// <summary>All RRsets in canonical order; empty when there is no such zone.</summary>
    public Task<IReadOnlyList<ZoneRrset>> ReadRrsetsAsync(ZoneKey key, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ZoneRrset>>(async session => await FindAsync(session, FindZone, Normalize(key)) is { } zone
            ? (await RrsetRows.ListAllAsync(session, zone.Id)).ConvertAll(record => record.ToRrset())
            : [], cancellationToken);

    /// <summary>A page of RRsets in canonical order, after a cursor that an earlier page gave.</summary>
    public Task<RrsetPage> ListRrsetsAsync(ZoneKey key, string? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(async session =>
        {
            if (await FindAsync(session, FindZone, Normalize(key)) is not { } zone || RrsetCursor.Read(after) is not { } position)
            {
                return new RrsetPage([], null);
            }

            var items = (await RrsetRows.ListPageAsync(session, zone.Id, position, limit + 1)).ConvertAll(record => record.ToRrset());
            return items.Count <= limit ? new RrsetPage(items, null) : new RrsetPage(items[..limit], RrsetCursor.Write(items[limit - 1]));
        }, cancellationToken);

    public Task<Stored<ZoneRrset>?> FindRrsetAsync(ZoneKey key, string owner, string type, CancellationToken cancellationToken) =>
        database.ReadAsync(async session =>
        {
            if (OwnerKey.Of(owner) is not { } ownerKey || await FindAsync(session, FindZone, Normalize(key)) is not { } zone)
            {
                return null;
            }

            var record = (await RrsetRows.ListOwnerAsync(session, zone.Id, ownerKey)).Find(row => row.RrType == type);
            return record is null ? null : new Stored<ZoneRrset>(record.ToRrset(), record.Etag);
        }, cancellationToken);

    /// <summary>Applies writes in order, all or none. A lone removal of an RRset that is not there is NotFound; among
    /// several it is no change.</summary>
    public Task<ZoneWriteResult> ApplyAsync(ZoneKey key, IReadOnlyList<RrsetWrite> writes, string actor, CancellationToken cancellationToken) =>
        WriteAsync(key, actor, "change", async (session, zone) =>
        {
            var records = await ReadOwnersAsync(session, zone, writes.Select(write => Key(write).OwnerKey).Append(OwnerKey.Of(zone.Origin)!));
            var after = records.ToDictionary(entry => entry.Key, entry => entry.Value.ToRrset());
            var written = new HashSet<RrsetKey>();
            for (var index = 0; index < writes.Count; index++)
            {
                var write = writes[index];
                var place = Key(write);
                if (!ETags.Allow(write.IfMatch, write.IfNoneMatch, TagOf(place)))
                {
                    return ZoneTarget.Failed(WriteStatus.PreconditionFailed, index);
                }

                written.Add(place);
                if (write.After is not null)
                {
                    after[place] = write.After;
                }
                else if (!after.Remove(place) && writes.Count == 1)
                {
                    return ZoneTarget.Failed(WriteStatus.NotFound, index);
                }
            }

            var status = writes.Count > 1 ? WriteStatus.Updated
                : writes is [{ After: null }] ? WriteStatus.Deleted
                : writes.Count == 1 && !records.ContainsKey(Key(writes[0])) ? WriteStatus.Created
                : WriteStatus.Updated;
            return new ZoneTarget(status, null, records.ToDictionary(entry => entry.Key, entry => entry.Value.ToRrset()), after);

            // What an earlier write has changed has a tag that nobody can know yet.
            string? TagOf(RrsetKey place) => !after.ContainsKey(place) ? null
                : records.TryGetValue(place, out var record) && !written.Contains(place) ? record.Etag
                : "";
        }, cancellationToken);

    /// <summary>Makes the zone hold exactly these RRsets; what is the same stays as it is.</summary>
    public Task<ZoneWriteResult> ReplaceAsync(ZoneKey key, IReadOnlyList<ZoneRrset> rrsets, string? ifMatch, string actor, CancellationToken cancellationToken) =>
        WriteAsync(key, actor, "replace", async (session, zone) =>
        {
            if (!ETags.Allow(ifMatch, ifNoneMatch: false, zone.Etag))
            {
                return ZoneTarget.Failed(WriteStatus.PreconditionFailed, null);
            }

            var before = (await RrsetRows.ListAllAsync(session, zone.Id)).ToDictionary(record => record.Key, record => record.ToRrset());
            var after = rrsets.ToDictionary(Key);
            return new ZoneTarget(WriteStatus.Updated, null, before, after);
        }, cancellationToken);

    private async Task<ZoneWriteResult> WriteAsync(ZoneKey key, string actor, string action, Func<DatabaseSession, ZoneRecord, Task<ZoneTarget>> aim, CancellationToken cancellationToken)
    {
        key = Normalize(key);
        ZoneSnapshot? next = null;
        List<(ZoneKey Key, ZoneSnapshot Next)> reverse = [];
        return await database.WriteAndPublishAsync(async session =>
        {
            next = null;
            reverse.Clear();
            if (await FindAsync(session, LockZone, key) is not { } zone)
            {
                return new ZoneWriteResult(WriteStatus.NotFound, 0, [], null, []);
            }

            if (zone.Kind == ZoneKind.Secondary)
            {
                return new ZoneWriteResult(WriteStatus.ReadOnly, (uint)zone.Serial, [], null, []);
            }

            var target = await aim(session, zone);
            if (target.Before is null || target.After is null)
            {
                return new ZoneWriteResult(target.Status, (uint)zone.Serial, [], target.FailedIndex, []);
            }

            var plan = ZonePlan.Make(key.Origin, target.Before, target.After);
            if (plan.Problems.Count > 0 || plan.Changes.Count == 0)
            {
                // The attempt before may have committed and lost the answer on its way, or another node has written.
                next = (session.FindStaged<ZoneSnapshot>(key) ?? serving.Find(key))?.Serial == (uint)zone.Serial ? null : await NextSnapshotAsync(session, zone, []);
                return new ZoneWriteResult(plan.Problems.Count > 0 ? WriteStatus.Conflict : WriteStatus.Unchanged, plan.Serial, [], null, plan.Problems) { FromSerial = (uint)zone.Serial };
            }

            var changes = plan.Changes.Select(change => new RrsetChange(change.Before, change.After)).ToList();
            next = await NextSnapshotAsync(session, zone, changes);
            var etag = ETags.Next();
            await StoreAsync(session, zone, plan, etag, actor);
            await AuditTrail.AppendAsync(session, actor, action, ZoneSubject.Of(key), $"serial {plan.Serial}, {plan.Changes.Count} RRsets");
            await KeepUpPtrAsync(session, zone.ToStored().Value, changes, actor, reverse);
            return new ZoneWriteResult(target.Status, plan.Serial, changes, null, []) { ZoneId = zone.Id, FromSerial = (uint)zone.Serial, ETag = etag };
        }, _ =>
        {
            if (next is not null)
            {
                serving.Publish(key, next);
            }

            reverse.ForEach(zone => serving.Publish(zone.Key, zone.Next));
        }, cancellationToken);
    }

    // In the transaction of the zone whose addresses change, so that neither is ever seen without the other.
    private async Task KeepUpPtrAsync(
        DatabaseSession session, ZoneRow row, IReadOnlyList<RrsetChange> changes, string actor, List<(ZoneKey Key, ZoneSnapshot Next)> written)
    {
        if (serving.PolicyOf(row).Settings.AutomaticPtr != true)
        {
            return;
        }

        foreach (var (key, records) in PtrUpkeep.Plan(row.Key, changes, serving.IsPrimary))
        {
            if (await FindAsync(session, LockZone, key) is not { Kind: ZoneKind.Primary } zone)
            {
                continue;
            }

            var rows = await ReadOwnersAsync(session, zone, records.Select(record => OwnerKey.Of(record.Owner)!).Append(OwnerKey.Of(zone.Origin)!));
            var before = rows.ToDictionary(entry => entry.Key, entry => entry.Value.ToRrset());
            var after = new Dictionary<RrsetKey, ZoneRrset>(before);
            PtrUpkeep.Apply(records, after);
            var plan = ZonePlan.Make(key.Origin, before, after);
            if (plan.Problems.Count > 0 || plan.Changes.Count == 0)
            {
                continue;
            }

            written.Add((key, await NextSnapshotAsync(session, zone, [.. plan.Changes.Select(change => new RrsetChange(change.Before, change.After))])));
            await StoreAsync(session, zone, plan, ETags.Next(), actor);
            await AuditTrail.AppendAsync(session, actor, "ptr", ZoneSubject.Of(key), $"serial {plan.Serial}, {plan.Changes.Count} RRsets, for {row.Key.Origin}");
        }
    }

    // Built before the commit, so that what cannot be served is not committed either. When another node has written
    // the zone meanwhile, this node's version is not the one before, and the zone is read whole.
    private async Task<ZoneSnapshot> NextSnapshotAsync(DatabaseSession session, ZoneRecord zone, List<RrsetChange> changes)
    {
        var current = session.FindStaged<ZoneSnapshot>(zone.Key) ?? serving.Find(zone.Key);
        if (current is null || current.Serial != (uint)zone.Serial)
        {
            current = ZoneSnapshot.Build(zone.Origin, (await RrsetRows.ListAllAsync(session, zone.Id)).Select(record => record.ToRrset()));
        }

        var next = current.With(changes);
        session.Stage(zone.Key, next);
        return next;
    }

    private static async Task StoreAsync(DatabaseSession session, ZoneRecord zone, ZonePlan plan, string etag, string actor)
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

        await RrsetBatch.WriteAsync(session, zone.Id, plan.Changes, etag);
        await ZoneJournal.AppendAsync(session, zone.Id, zone.Origin, (uint)zone.Serial, plan.Serial, [.. plan.Changes.Select(change => new RrsetChange(change.Before, change.After))], actor);
    }

    private static async Task<Dictionary<RrsetKey, RrsetRecord>> ReadOwnersAsync(DatabaseSession session, ZoneRecord zone, IEnumerable<string> ownerKeys)
    {
        var keys = ownerKeys.Distinct(StringComparer.Ordinal).ToList();
        return (await RrsetRows.ListOwnersAsync(session, zone.Id, keys)).ToDictionary(record => record.Key);
    }

    private static RrsetKey Key(ZoneRrset rrset) => Key(rrset.Owner, rrset.Type);

    private static RrsetKey Key(RrsetWrite write) => Key(write.Owner, write.Type);

    private static RrsetKey Key(string owner, string type) =>
        new(OwnerKey.Of(owner) ?? throw new ArgumentException($"'{owner}' is not a domain name.", nameof(owner)), type);

    private static Task<ZoneRecord?> FindAsync(DatabaseSession session, string statement, ZoneKey key) =>
        session.FindAsync<ZoneRecord>(statement, new { origin = key.Origin, view = key.View });

    private static ZoneKey Normalize(ZoneKey key) => key with { Origin = RrsetNormalizer.NormalizeZoneName(key.Origin) ?? key.Origin.ToLowerInvariant() };

    /// <summary>What a write aims at: RRsets before and after, or why it failed.</summary>
    private sealed record ZoneTarget(WriteStatus Status, int? FailedIndex, IReadOnlyDictionary<RrsetKey, ZoneRrset>? Before, IReadOnlyDictionary<RrsetKey, ZoneRrset>? After)
    {
        public static ZoneTarget Failed(WriteStatus status, int? index) => new(status, index, null, null);
    }
}
