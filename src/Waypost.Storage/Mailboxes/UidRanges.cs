using System.Globalization;

namespace Waypost.Storage.Mailboxes;

/// <summary>UIDs as ranges, in the text form of a sequence set.</summary>
internal static class UidRanges
{
    public static IEnumerable<(uint First, uint Last)> Read(string text)
    {
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            yield return (Number(colon < 0 ? part : part[..colon]), Number(part[(colon + 1)..]));
        }
    }

    /// <summary>Ascending, without overlaps.</summary>
    public static IReadOnlyList<(uint First, uint Last)> Merge(IEnumerable<(uint First, uint Last)> ranges)
    {
        var merged = new List<(uint First, uint Last)>();
        foreach (var (first, last) in ranges.Order())
        {
            if (merged.Count > 0 && first <= (ulong)merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return merged;
    }

    private static uint Number(string text) => uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
