namespace Waypost.Dns.Zones;

/// <summary>Changes one after the other, condensed to one an RRset: as it was before the first, as it is after the last (RFC 1995 section 5).</summary>
public sealed class CondensedChanges
{
    private readonly Dictionary<(string Owner, string Type), RrsetChange> _changes = new(ByOwnerAndType.Instance);

    /// <summary>Takes the next change.</summary>
    public void Add(RrsetChange change)
    {
        var rrset = change.After ?? change.Before!;
        var key = (rrset.Owner, rrset.Type);
        _changes[key] = _changes.TryGetValue(key, out var earlier) ? new RrsetChange(earlier.Before, change.After) : change;
    }

    /// <summary>Takes the next changes, in order.</summary>
    public void AddRange(IEnumerable<RrsetChange> changes)
    {
        foreach (var change in changes)
        {
            Add(change);
        }
    }

    /// <summary>What is left of them.</summary>
    public IReadOnlyList<RrsetChange> ToList() => [.. _changes.Values.Where(change => !IsNone(change))];

    private static bool IsNone(RrsetChange change) =>
        change.Before is not { } before ? change.After is null
        : change.After is { } after && before.Ttl == after.Ttl && before.Owner == after.Owner && before.Rdata.SequenceEqual(after.Rdata, StringComparer.Ordinal);

    // Owners are the same name whatever their case (RFC 4343).
    private sealed class ByOwnerAndType : IEqualityComparer<(string Owner, string Type)>
    {
        public static ByOwnerAndType Instance { get; } = new();

        public bool Equals((string Owner, string Type) x, (string Owner, string Type) y) =>
            string.Equals(x.Owner, y.Owner, StringComparison.OrdinalIgnoreCase) && string.Equals(x.Type, y.Type, StringComparison.Ordinal);

        public int GetHashCode((string Owner, string Type) obj) =>
            HashCode.Combine(string.GetHashCode(obj.Owner, StringComparison.OrdinalIgnoreCase), string.GetHashCode(obj.Type, StringComparison.Ordinal));
    }
}
