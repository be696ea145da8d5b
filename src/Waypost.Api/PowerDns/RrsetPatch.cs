using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.PowerDns;
using Waypost.Storage.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>Applies the edits of a PATCH: the records in one transaction, judged by what the zone is after all of them.</summary>
internal sealed class RrsetPatch(ZoneRepository zones, RrsetNoteRepository notes)
{
    private const int Attempts = 16;

    public async Task ApplyAsync(ZoneKey zone, IReadOnlyList<RrsetEdit> edits, string actor, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var writes = await PlanAsync(zone, edits, cancellationToken);
            var result = writes.Count == 0 ? null : await zones.ApplyAsync(zone, writes, actor, cancellationToken);
            if (result is { Status: WriteStatus.PreconditionFailed } && attempt < Attempts)
            {
                // Another write came between reading what is extended or pruned and writing it.
                continue;
            }

            Check(zone, edits, result);
            await KeepNotesAsync(zone, edits, actor, cancellationToken);
            return;
        }
    }

    private async Task<List<RrsetWrite>> PlanAsync(ZoneKey zone, IReadOnlyList<RrsetEdit> edits, CancellationToken cancellationToken)
    {
        var writes = new Dictionary<(string, string), RrsetWrite>(edits.Count);
        foreach (var edit in edits.Where(edit => edit.HasRecords && QName.IsWithin(edit.Owner, zone.Origin)))
        {
            if (edit.Change is ChangeType.Replace or ChangeType.Delete)
            {
                writes[edit.Key] = new(edit.Owner, edit.Type, edit.Records, writes.GetValueOrDefault(edit.Key)?.IfMatch, false);
                continue;
            }

            var pending = writes.GetValueOrDefault(edit.Key);
            var stored = pending is null ? await zones.FindRrsetAsync(zone, edit.Owner, edit.Type, cancellationToken) : null;
            var after = Combine(edit, pending is null ? stored?.Value : pending.After);
            writes[edit.Key] = pending is not null ? pending with { After = after } : new(edit.Owner, edit.Type, after, stored?.ETag, stored is null);
        }

        // A lone removal of what is not there is no change here.
        return writes.Values.Any(write => write.After is not null || write.IfMatch is not null) || writes.Count > 1
            ? [.. writes.Values]
            : [.. writes.Values.Where(write => !write.IfNoneMatch)];
    }

    private static ZoneRrset? Combine(RrsetEdit edit, ZoneRrset? before)
    {
        var there = before?.Rdata ?? [];
        var given = edit.Records?.Rdata ?? [];
        string[] now = edit.Change == ChangeType.Extend
            ? [.. there.Union(given, StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : [.. there.Except(given, StringComparer.Ordinal)];
        return now.Length == 0 ? null : new(before?.Owner ?? edit.Owner, edit.Type, edit.Change == ChangeType.Extend ? edit.Ttl : before!.Ttl, now);
    }

    private static void Check(ZoneKey zone, IReadOnlyList<RrsetEdit> edits, ZoneWriteResult? result)
    {
        switch (result)
        {
            case null or { Status: WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged or WriteStatus.Deleted }:
            case { Status: WriteStatus.NotFound, FailedIndex: not null }:
                return;
            case { Status: WriteStatus.NotFound }:
                throw PowerDnsException.NotFound();
            case { Status: WriteStatus.ReadOnly }:
                throw new PowerDnsException($"Zone '{zone.Origin}' is a secondary: its records are for its primaries to change");
            case { Status: WriteStatus.Conflict, Problems: [var problem, ..] }:
                throw ZoneProblems.Refusal(problem, edits, "pre-existing");
            default:
                throw PowerDnsException.Conflict();
        }
    }

    private async Task KeepNotesAsync(ZoneKey zone, IReadOnlyList<RrsetEdit> edits, string actor, CancellationToken cancellationToken)
    {
        var known = (await notes.ListAsync(zone, cancellationToken)).ToDictionary(note => (note.Owner, note.Type));
        var changed = new Dictionary<(string, string), RrsetNote>();
        foreach (var edit in edits.Where(edit => QName.IsWithin(edit.Owner, zone.Origin)))
        {
            var before = changed.GetValueOrDefault(edit.Key) ?? known.GetValueOrDefault(edit.Key) ?? new RrsetNote(edit.Owner, edit.Type, 0, [], []);
            var after = RrsetNotes.After(edit, before);
            if (after != before && !(after.IsEmpty && before.IsEmpty))
            {
                changed[edit.Key] = after;
            }
        }

        if (changed.Count > 0)
        {
            await notes.PutAsync(zone, changed.Values, actor, cancellationToken);
        }
    }
}
