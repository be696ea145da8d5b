using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Zones;
using Waypost.Storage.Auditing;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Storage.Secondaries;

/// <summary>
/// Content and state of secondary zones. A transfer is stored in one transaction, each version of it in the journal, and is served
/// by this node before the call returns.
/// </summary>
public sealed class SecondaryRepository(WaypostDatabase database, ViewTable views) : ISecondaryStore
{
    private const string LeaseName = "secondaries";
    private const string Actor = "transfer";

    private const string LockZone = """
        SELECT id, origin, serial, record_count, etag FROM zones {locked} WHERE origin = @origin AND view_name = @view AND zone_kind = 'secondary'
        """;

    private const string UpdateZone = """
        UPDATE zones SET serial = @serial, record_count = record_count + @added, etag = @etag, updated_at = @now WHERE id = @id AND etag = @oldEtag
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<ZoneKey, SecondaryState>> ReadStatesAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(SecondaryRows.ListAsync, cancellationToken);

    /// <summary>The state of one zone; null when nothing is known.</summary>
    public Task<SecondaryState?> FindStateAsync(ZoneKey zone, CancellationToken cancellationToken) =>
        database.ReadAsync(session => SecondaryRows.FindAsync(session, zone), cancellationToken);

    /// <inheritdoc/>
    public Task SaveStatesAsync(IReadOnlyDictionary<ZoneKey, SecondaryState> states, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            foreach (var (zone, state) in states)
            {
                await SecondaryRows.SaveAsync(session, zone, state);
            }
            return true;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryLeaseAsync(string node, TimeSpan duration, CancellationToken cancellationToken) =>
        database.WriteAsync(session => NodeLeaseRows.TryTakeAsync(session, LeaseName, node, duration), cancellationToken);

    /// <inheritdoc/>
    public Task EndLeaseAsync(string node, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            await NodeLeaseRows.EndAsync(session, LeaseName, node);
            return true;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task RequestCheckAsync(CheckRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            await SecondaryRows.RequestAsync(session, request);
            return true;
        }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CheckRequest>> TakeRequestsAsync(CancellationToken cancellationToken)
    {
        // Mostly there is none, and looking takes no lock.
        if ((await database.ReadAsync(SecondaryRows.ListRequestsAsync, cancellationToken)).Count == 0)
        {
            return [];
        }
        return await database.WriteAsync(async session =>
        {
            var requests = await SecondaryRows.ListRequestsAsync(session);
            await SecondaryRows.ClearRequestsAsync(session);
            return requests;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TransferStored> ReplaceAsync(ZoneKey zone, WholeZone transferred, CancellationToken cancellationToken)
    {
        var snapshot = ZoneSnapshot.Build(zone.Origin, transferred.Rrsets);
        var after = transferred.Rrsets.ToDictionary(KeyOf);
        return StoreAsync(zone, async (session, record) =>
        {
            var before = (await RrsetRows.ListAllAsync(session, record.Id)).ToDictionary(row => row.Key, row => row.ToRrset());
            var changes = ZonePlan.Differences(before, after);
            // A first version has none before it, and one that was forced may be older: no differences lead to these.
            if (before.Count > 0 && SoaSerial.IsNewer(transferred.Soa.Serial, (uint)record.Serial))
            {
                var journalled = changes.ConvertAll(change => new RrsetChange(change.Before, change.After));
                await ZoneJournal.AppendAsync(session, record.Id, record.Origin, (uint)record.Serial, transferred.Soa.Serial, journalled, Actor);
            }
            await UpdateAsync(session, zone, record, transferred.Soa.Serial, changes);
            return new TransferStored(snapshot, null);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TransferStored> ApplyAsync(ZoneKey zone, ZoneDeltas transferred, CancellationToken cancellationToken) =>
        StoreAsync(zone, async (session, record) =>
        {
            var before = await ReadTouchedAsync(session, record, zone.Origin, transferred.Deltas);
            if (!DeltaApplication.TryApply(before, transferred.Deltas, out var versions, out var error))
            {
                return new TransferStored(null, error);
            }
            var all = versions.SelectMany(version => version.Changes).ToList();
            if (ZoneChecker.Check(zone.Origin, AfterAll(before, all)) is [var problem, ..])
            {
                return new TransferStored(null, $"the changes make a zone that cannot be served: {problem.Owner} {problem.Type}: {problem.Message}");
            }
            // Read before the rows change.
            var current = await CurrentAsync(session, record, zone);
            var serial = (uint)record.Serial;
            foreach (var version in versions)
            {
                await ZoneJournal.AppendAsync(session, record.Id, record.Origin, serial, version.Serial, version.Changes, Actor);
                serial = version.Serial;
            }
            var net = new CondensedChanges();
            net.AddRange(all);
            await UpdateAsync(session, zone, record, serial, [.. net.ToList().Select(PlannedChange.Of)]);
            return new TransferStored(current.With(all), null);
        }, cancellationToken);

    private Task<TransferStored> StoreAsync(ZoneKey zone, Func<DatabaseSession, LockedZone, Task<TransferStored>> store, CancellationToken cancellationToken) =>
        database.WriteAndPublishAsync(
            async session => await session.FindAsync<LockedZone>(LockZone, new { origin = zone.Origin, view = zone.View }) is { } record
                ? await store(session, record)
                : new TransferStored(null, null),
            stored =>
            {
                if (stored.Snapshot is { } snapshot)
                {
                    views.Find(zone.View)?.Zones.Publish(snapshot);
                }
            },
            cancellationToken);

    // All RRsets of the owners that are touched, and of the apex: the rules of a zone are about owners.
    private static async Task<List<ZoneRrset>> ReadTouchedAsync(DatabaseSession session, LockedZone record, string origin, IReadOnlyList<TransferDelta> deltas)
    {
        var owners = DeltaApplication.Touched(deltas).Select(key => OwnerKey.Of(key.Owner)!).Append(OwnerKey.Of(origin)!).Distinct(StringComparer.Ordinal);
        var rrsets = new List<ZoneRrset>();
        foreach (var owner in owners)
        {
            rrsets.AddRange((await RrsetRows.ListOwnerAsync(session, record.Id, owner)).Select(row => row.ToRrset()));
        }
        return rrsets;
    }

    private static Dictionary<RrsetKey, ZoneRrset>.ValueCollection AfterAll(List<ZoneRrset> before, List<RrsetChange> changes)
    {
        var after = before.ToDictionary(KeyOf);
        foreach (var change in changes)
        {
            if (change.After is { } there)
            {
                after[KeyOf(there)] = there;
            }
            else
            {
                after.Remove(KeyOf(change.Before!));
            }
        }
        return after.Values;
    }

    // The version before; read whole when another node has written it, or when it has expired here.
    private async Task<ZoneSnapshot> CurrentAsync(DatabaseSession session, LockedZone record, ZoneKey zone) =>
        views.Find(zone.View)?.Zones.Find(zone.Origin) is { } served && served.Serial == (uint)record.Serial
            ? served
            : ZoneSnapshot.Build(zone.Origin, (await RrsetRows.ListAllAsync(session, record.Id)).Select(row => row.ToRrset()));

    private static async Task UpdateAsync(DatabaseSession session, ZoneKey zone, LockedZone record, uint serial, List<PlannedChange> changes)
    {
        var columns = new
        {
            id = record.Id,
            serial = (long)serial,
            added = changes.Sum(change => (change.After?.Rdata.Count ?? 0) - (change.Before?.Rdata.Count ?? 0)),
            etag = ETags.Next(),
            oldEtag = record.Etag,
            now = session.Now,
        };
        if (await session.ExecuteAsync(UpdateZone, columns) == 0)
        {
            throw new StaleRowException();
        }
        await RrsetBatch.WriteAsync(session, record.Id, changes, ETags.Next());
        await AuditTrail.AppendAsync(session, "transfer", "transfer", ZoneSubject.Of(zone), $"serial {serial}, {changes.Count} RRsets");
    }

    private static RrsetKey KeyOf(ZoneRrset rrset) => new(OwnerKey.Of(rrset.Owner)!, rrset.Type);

    private sealed class LockedZone
    {
        public long Id { get; init; }

        public required string Origin { get; init; }

        public long Serial { get; init; }

        public required string Etag { get; init; }
    }
}
