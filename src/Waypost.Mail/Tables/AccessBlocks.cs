using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Waypost.Mail.Tables;

/// <summary>Which lengths of CIDR blocks the access entries have, so that no others are looked for.</summary>
internal static class AccessBlocks
{
    // Derived once from each published table; the table is immutable, so the entry never goes stale.
    private static readonly ConditionalWeakTable<ImmutableDictionary<string, string>, FrozenSet<int>> Derived = [];

    public static FrozenSet<int> Lengths(MailTables tables) => Derived.GetValue(tables.AccessEntries, Collect);

    private static FrozenSet<int> Collect(ImmutableDictionary<string, string> entries)
    {
        var lengths = new HashSet<int>();
        foreach (string key in entries.Keys)
        {
            int slash = key.LastIndexOf('/');
            if (slash >= 0 && int.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length))
            {
                lengths.Add(length);
            }
        }

        return lengths.ToFrozenSet();
    }
}
