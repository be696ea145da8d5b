using System.Threading.Channels;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Auditing;
using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

/// <summary>
/// Edits of zones by whoever knows the version before: all that wait while one transaction is being committed share the next one.
/// The rows are written once for all of them, while each has its version in the journal and its line in the audit.
/// </summary>
public sealed class ZoneEdits : IZoneStore, IAsyncDisposable
{
    // More changes than this in one transaction save nothing: the cost of a commit is divided among enough of them already.
    private const int EnoughChanges = 2000;
    private const int MaxEdits = 64;

    private const string FindZone = """SELECT id FROM zones WHERE origin = @origin AND view_name = @view""";
    private const string LockZone = """SELECT id, view_name, origin, zone_kind, settings, serial, record_count, etag, created_at, updated_at FROM zones {locked} WHERE origin = @origin AND view_name = @view""";

    private const string UpdateZone = """
        UPDATE zones SET serial = @serial, record_count = record_count + @added, etag = @etag, updated_at = @now WHERE id = @id AND etag = @oldEtag
        """;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly WaypostDatabase _database;
    private readonly ServedZones _serving;
    private readonly Task _writer;

    // Of the batch before: what clients do, they go on doing.
    private int _changesPerEdit;

    public ZoneEdits(WaypostDatabase database, ServedZones serving)
    {
        (_database, _serving) = (database, serving);
        _writer = Task.Run(WriteAsync);
    }

    /// <inheritdoc/>
    public async Task<ZoneEditResult> EditAsync(ZoneKey zone, ZoneEdit edit, string actor, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(zone, edit, actor, new TaskCompletionSource<ZoneEditResult>(TaskCreationOptions.RunContinuationsAsynchronously), cancellationToken);
        await _waiting.Writer.WriteAsync(waiting, cancellationToken);

        // No way out from here on: the caller has to know whether the edit is stored.
        return await waiting.Done.Task;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RrsetChange>?> ReadChangesAsync(ZoneKey zone, uint from, uint to, long maxLength, CancellationToken cancellationToken)
    {
        var changes = await _database.ReadAsync(async session =>
            await session.FindAsync<long?>(FindZone, new { origin = zone.Origin, view = zone.View }) is { } id ? await ZoneJournal.ReadAsync(session, id, from, to, maxLength) : null, cancellationToken);
        return changes is null ? null : Condense([changes]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writer;
    }

    private static IReadOnlyList<RrsetChange> Condense(IEnumerable<IReadOnlyList<RrsetChange>> all)
    {
        var net = new CondensedChanges();
        foreach (var changes in all)
        {
            net.AddRange(changes);
        }

        return net.ToList();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            var limit = Math.Clamp(EnoughChanges / Math.Max(1, _changesPerEdit), 1, MaxEdits);
            while (batch.Count < limit && _waiting.Reader.TryRead(out var waiting))
            {
                if (!waiting.CancellationToken.IsCancellationRequested)
                {
                    batch.Add(waiting);
                    continue;
                }

                waiting.Done.TrySetCanceled(waiting.CancellationToken);
            }

            await CommitAsync(batch);
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var results = await _database.WriteAndPublishAsync(session => StoreAsync(session, batch), Publish, CancellationToken.None);
            for (var index = 0; index < batch.Count; index++)
            {
                batch[index].Done.TrySetResult(results[index]);
            }
        }
        catch (Exception exception) when (batch.Count == 1)
        {
            batch[0].Done.TrySetException(exception);
        }
        catch (Exception)
        {
            // One edit of the batch may be what fails: the others must not fail with it.
            foreach (var waiting in batch)
            {
                await CommitAsync([waiting]);
            }
        }

        void Publish(ZoneEditResult[] results)
        {
            // The last version of each zone; those in between nobody sees.
            foreach (var (waiting, result) in batch.Zip(results).GroupBy(pair => pair.First.Zone).Select(zone => zone.Last()))
            {
                if (result.Snapshot is { } snapshot)
                {
                    _serving.Publish(waiting.Zone, snapshot);
                }
            }
        }
    }

    private async Task<ZoneEditResult[]> StoreAsync(DatabaseSession session, List<Waiting> batch)
    {
        var results = new ZoneEditResult[batch.Count];
        var total = 0;
        foreach (var group in batch.Select((waiting, index) => (waiting, index)).GroupBy(entry => entry.waiting.Zone))
        {
            var zone = await session.FindAsync<ZoneRecord>(LockZone, new { origin = group.Key.Origin, view = group.Key.View });
            var snapshot = zone is null ? null : await CurrentAsync(session, group.Key, zone);
            var made = new List<IReadOnlyList<RrsetChange>>();
            foreach (var (waiting, index) in group)
            {
                if (zone is null || snapshot is null)
                {
                    results[index] = new ZoneEditResult(ZoneEditStatus.NotFound, null);
                    continue;
                }

                var changes = waiting.Edit(snapshot);
                if (changes.Count > 0)
                {
                    var next = snapshot.With(changes);
                    await ZoneJournal.AppendAsync(session, zone.Id, zone.Origin, snapshot.Serial, next.Serial, changes, waiting.Actor);
                    await AuditTrail.AppendAsync(session, waiting.Actor, "update", ZoneSubject.Of(group.Key), $"serial {next.Serial}, {changes.Count} RRsets");
                    made.Add(changes);
                    total += changes.Count;
                    snapshot = next;
                }

                results[index] = new ZoneEditResult(changes.Count > 0 ? ZoneEditStatus.Changed : ZoneEditStatus.Unchanged, snapshot);
            }

            if (zone is not null && snapshot is not null)
            {
                await StoreAsync(session, zone, snapshot.Serial, made is [var only] ? only : Condense(made));
                session.Stage(group.Key, snapshot);
            }
        }

        _changesPerEdit = total / batch.Count;
        return results;
    }

    // When another node has written the zone meanwhile, this node's version is not the one before, and the zone is read whole.
    private async Task<ZoneSnapshot> CurrentAsync(DatabaseSession session, ZoneKey key, ZoneRecord zone)
    {
        var current = session.FindStaged<ZoneSnapshot>(key) ?? _serving.Find(key);
        return current is not null && current.Serial == (uint)zone.Serial
            ? current
            : ZoneSnapshot.Build(zone.Origin, (await RrsetRows.ListAllAsync(session, zone.Id)).Select(record => record.ToRrset()));
    }

    private static async Task StoreAsync(DatabaseSession session, ZoneRecord zone, uint serial, IReadOnlyList<RrsetChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var updated = await session.ExecuteAsync(UpdateZone, new
        {
            id = zone.Id,
            serial = (long)serial,
            added = changes.Sum(change => (change.After?.Rdata.Count ?? 0) - (change.Before?.Rdata.Count ?? 0)),
            etag = ETags.Next(),
            oldEtag = zone.Etag,
            now = session.Now,
        });
        if (updated == 0)
        {
            throw new StaleRowException();
        }

        await RrsetBatch.WriteAsync(session, zone.Id, [.. changes.Select(PlannedChange.Of)], ETags.Next());
    }

    private sealed record Waiting(ZoneKey Zone, ZoneEdit Edit, string Actor, TaskCompletionSource<ZoneEditResult> Done, CancellationToken CancellationToken);
}
