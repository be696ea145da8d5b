using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Records;

/// <summary>Puts or deletes one RRset, together with the other operations on records of its zone, so that they make one version.</summary>
public sealed class RrsetStep(ZoneRepository zones, ZoneKey zone, RrsetWrite write) : IChangeStep
{
    public string Path => ZoneRecordWrites.PathOf(zone, RrsetNormalizer.RelativeOwner(zone.Origin, write.Owner), write.Type);

    public Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        context.Batch(zone, () => new RrsetBatch(zones, zone)).Add(index, write);
        return Task.FromResult<StepOutcome?>(null);
    }
}

/// <summary>The operations on the records of one zone.</summary>
public sealed class RrsetBatch(ZoneRepository zones, ZoneKey zone) : IChangeBatch
{
    private readonly List<(int Index, RrsetWrite Write)> _writes = [];

    public void Add(int index, RrsetWrite write) => _writes.Add((index, write));

    public async Task FlushAsync(ChangeContext context, CancellationToken cancellationToken)
    {
        var indexes = new Dictionary<(string, string), int>();
        foreach (var (index, write) in _writes)
        {
            indexes[KeyOf(write.Owner, write.Type)] = index;
        }

        var result = await ZoneRecordWrites.ApplyAsync(context, zones, zone, [.. _writes.Select(entry => entry.Write)], IndexOf, cancellationToken);
        if (result.Status is not (WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged or WriteStatus.Deleted))
        {
            Fail(context, result, indexes);
            return;
        }

        var changes = result.Changes.ToDictionary(change => KeyOf((change.After ?? change.Before!).Owner, (change.After ?? change.Before!).Type));
        foreach (var (index, write) in _writes)
        {
            context.Complete(index, await OutcomeAsync(write, changes.GetValueOrDefault(KeyOf(write.Owner, write.Type)), result.ETag, cancellationToken));
        }

        int? IndexOf(RrsetChange change) => indexes.TryGetValue(KeyOf((change.After ?? change.Before!).Owner, (change.After ?? change.Before!).Type), out var index) ? index : null;
    }

    private async Task<StepOutcome> OutcomeAsync(RrsetWrite write, RrsetChange? change, string? tag, CancellationToken cancellationToken)
    {
        if (change is not null)
        {
            var status = change.Before is null ? WriteStatus.Created : change.After is null ? WriteStatus.Deleted : WriteStatus.Updated;
            return new(status, ToItem(change.Before), ToItem(change.After), change.After is null ? null : tag, []);
        }

        if (write.After is null)
        {
            return new(WriteStatus.Unchanged, null, null, null, []);
        }

        var stored = _writes.Count == 1 ? await zones.FindRrsetAsync(zone, write.Owner, write.Type, cancellationToken) : null;
        var item = ToItem(stored?.Value ?? write.After);
        return new(WriteStatus.Unchanged, item, item, stored?.ETag, []);
    }

    private void Fail(ChangeContext context, ZoneWriteResult result, Dictionary<(string, string), int> indexes)
    {
        var (first, failed) = (_writes[0].Index, result.FailedIndex is { } at ? _writes[at].Index : (int?)null);
        switch (result.Status)
        {
            case WriteStatus.NotFound when failed is { } gone:
                // A lone removal of what is not there.
                context.Complete(gone, new(WriteStatus.Unchanged, null, null, null, []));
                break;
            case WriteStatus.Conflict when result.Problems.Count > 0:
                foreach (var problem in result.Problems.GroupBy(problem => indexes.TryGetValue(KeyOf(problem.Owner, problem.Type), out var index) ? index : OwnerIndex(problem.Owner) ?? first))
                {
                    context.Complete(problem.Key, StepOutcome.Invalid([.. problem.Select(p => new FieldError("$.records", $"{p.Owner} {p.Type}: {p.Message}"))]));
                }

                break;
            default:
                context.Complete(failed ?? first, StepOutcome.Failed(result.Status));
                break;
        }
    }

    private int? OwnerIndex(string owner) =>
        _writes.FindLast(entry => entry.Write.Owner.Equals(owner, StringComparison.OrdinalIgnoreCase)) is { Write: not null } found ? found.Index : null;

    private Waypost.Client.Rrset? ToItem(ZoneRrset? rrset) => rrset is null ? null : ZoneContracts.ToRrset(zone.Origin, rrset);

    private static (string, string) KeyOf(string owner, string type) => (owner.ToLowerInvariant(), type);
}
