using System.Globalization;
using System.Text;

namespace Waypost.Mail.Imap;

/// <summary>Ranges of UIDs, ascending and without overlaps, as VANISHED names them (RFC 7162 section 3.2.10).</summary>
public static class UidRangeList
{
    /// <summary>The parts of ranges in which there is no message.</summary>
    /// <param name="ranges">Ascending.</param>
    /// <param name="present">UIDs that there are, ascending.</param>
    public static List<(uint First, uint Last)> Gaps(IReadOnlyList<(uint First, uint Last)> ranges, IEnumerable<uint> present)
    {
        var gaps = new List<(uint, uint)>();
        using var uids = present.GetEnumerator();
        var more = uids.MoveNext();
        foreach (var (first, last) in ranges)
        {
            ulong next = first;
            while (more && uids.Current <= last)
            {
                if (uids.Current >= next)
                {
                    Add(gaps, next, uids.Current - 1UL);
                    next = uids.Current + 1UL;
                }

                more = uids.MoveNext();
            }

            Add(gaps, next, last);
        }

        return gaps;
    }

    /// <summary>What two lists have in common.</summary>
    public static List<(uint First, uint Last)> Intersect(IReadOnlyList<(uint First, uint Last)> left, IReadOnlyList<(uint First, uint Last)> right)
    {
        var common = new List<(uint, uint)>();
        for (int at = 0, other = 0; at < left.Count && other < right.Count;)
        {
            Add(common, Math.Max(left[at].First, right[other].First), Math.Min(left[at].Last, right[other].Last));
            if (left[at].Last < right[other].Last)
            {
                at++;
            }
            else
            {
                other++;
            }
        }

        return common;
    }

    /// <summary>The ranges as a sequence set.</summary>
    public static string Format(IReadOnlyList<(uint First, uint Last)> ranges)
    {
        var text = new StringBuilder();
        foreach (var (first, last) in ranges)
        {
            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first)
            {
                text.Append(CultureInfo.InvariantCulture, $":{last}");
            }
        }

        return text.ToString();
    }

    private static void Add(List<(uint, uint)> target, ulong first, ulong last)
    {
        if (first <= last && last <= uint.MaxValue && first > 0)
        {
            target.Add(((uint)first, (uint)last));
        }
    }
}
