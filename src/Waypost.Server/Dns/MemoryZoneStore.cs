using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns;

/// <summary>Keeps the zones of a server without a database: what is written is gone when the process ends.</summary>
public sealed class MemoryZoneStore(ViewTable views) : IZoneStore
{
    // Of each zone, so many versions can be transferred incrementally.
    private const int MaxVersions = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ZoneKey, Queue<Version>> _journals = [];

    /// <inheritdoc/>
    public Task<ZoneEditResult> EditAsync(ZoneKey zone, ZoneEdit edit, string actor, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (views.Find(zone.View)?.Zones is not { } table || table.Find(zone.Origin) is not { } before)
            {
                return Task.FromResult(new ZoneEditResult(ZoneEditStatus.NotFound, null));
            }
            var changes = edit(before);
            if (changes.Count == 0)
            {
                return Task.FromResult(new ZoneEditResult(ZoneEditStatus.Unchanged, before));
            }
            var after = before.With(changes);
            if (!_journals.TryGetValue(zone, out var journal))
            {
                _journals.Add(zone, journal = new Queue<Version>());
            }
            journal.Enqueue(new Version(before.Serial, after.Serial, changes));
            if (journal.Count > MaxVersions)
            {
                journal.Dequeue();
            }
            table.Publish(after);
            return Task.FromResult(new ZoneEditResult(ZoneEditStatus.Changed, after));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RrsetChange>?> ReadChangesAsync(ZoneKey zone, uint from, uint to, long maxLength, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var versions = _journals.TryGetValue(zone, out var journal) ? journal.SkipWhile(version => version.From != from).ToList() : [];
            var last = versions.FindLastIndex(version => version.To == to);
            // A zone that was replaced meanwhile has a gap: such a journal leads nowhere.
            var isWhole = last >= 0 && Enumerable.Range(1, last).All(i => versions[i].From == versions[i - 1].To);
            if (!isWhole)
            {
                return Task.FromResult<IReadOnlyList<RrsetChange>?>(null);
            }
            var condensed = new CondensedChanges();
            versions.GetRange(0, last + 1).ForEach(version => condensed.AddRange(version.Changes));
            return Task.FromResult<IReadOnlyList<RrsetChange>?>(condensed.ToList());
        }
    }

    private sealed record Version(uint From, uint To, IReadOnlyList<RrsetChange> Changes);
}
