namespace Waypost.Mail.Routing;

/// <summary>The order in which mail exchangers are tried (RFC 5321 section 5.1).</summary>
public static class MxSelection
{
    /// <summary>Sorts by preference, equal ones at random. When this host is among them, it and all that are not better are left out.</summary>
    public static IReadOnlyList<MxHost> Order(IEnumerable<MxHost> hosts, string ownName)
    {
        MxHost[] all = [.. hosts];
        int own = all.Where(host => string.Equals(host.Name.TrimEnd('.'), ownName, StringComparison.OrdinalIgnoreCase))
            .Select(host => host.Preference)
            .DefaultIfEmpty(int.MaxValue)
            .Min();
        MxHost[] better = [.. all.Where(host => host.Preference < own)];
        Random.Shared.Shuffle(better);
        return [.. better.OrderBy(host => host.Preference)];
    }
}
