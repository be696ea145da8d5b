using Waypost.Dns.Zones;

namespace Waypost.Storage.Zones;

/// <summary>Changes one after the other, condensed to one an RRset: as it was before the first, as it is after the last.</summary>
internal sealed class NetChanges
{
    private readonly Dictionary<RrsetKey, PlannedChange> _changes = [];

    /// <summary>What is left of them.</summary>
    public List<PlannedChange> Changes => [.. _changes.Values.Where(change => !IsSame(change.Before, change.After))];

    public void Add(RrsetChange change)
    {
        var rrset = change.After ?? change.Before!;
        var key = new RrsetKey(OwnerKey.Of(rrset.Owner) ?? throw new FormatException($"'{rrset.Owner}' is not a name."), rrset.Type);
        var first = _changes.TryGetValue(key, out var earlier) ? earlier.Before : change.Before;
        _changes[key] = new PlannedChange(key, first, change.After);
    }

    public void AddRange(IReadOnlyList<RrsetChange> changes)
    {
        foreach (var change in changes)
        {
            Add(change);
        }
    }

    private static bool IsSame(ZoneRrset? left, ZoneRrset? right) =>
        left is null ? right is null : right is not null && ZonePlan.Same(left, right);
}
