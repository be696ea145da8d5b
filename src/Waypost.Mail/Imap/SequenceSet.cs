using System.Globalization;
using System.Text;

namespace Waypost.Mail.Imap;

/// <summary>A sequence set (RFC 9051 section 9): numbers and ranges of messages, where <c>*</c> is the highest in use.</summary>
public sealed class SequenceSet
{
    /// <summary>A set with more ranges is refused.</summary>
    public const int MaxRanges = 10_000;

    private readonly IReadOnlyList<(uint First, uint Last)> ranges;

    /// <summary>A set of ranges in any order, where 0 stands for <c>*</c>.</summary>
    public SequenceSet(IReadOnlyList<(uint First, uint Last)> ranges) => this.ranges = ranges;

    /// <summary><c>$</c>: what the last search saved (RFC 5182). It has no ranges of its own.</summary>
    public static SequenceSet SavedResult { get; } = new([]);

    /// <summary>The set with <c>*</c> replaced: ascending, without overlaps.</summary>
    public ResolvedSet Resolve(uint highest)
    {
        var merged = new List<(uint First, uint Last)>(ranges.Count);
        foreach (var (first, last) in ranges.Select(range => Order(range, highest)).Order())
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

        return new(merged);
    }

    /// <summary>Numbers in their order as a set, consecutive ones as ranges.</summary>
    public static string Format(IEnumerable<uint> numbers)
    {
        var text = new StringBuilder();
        uint first = 0, last = 0;
        foreach (var number in numbers)
        {
            if (first != 0 && number == last + 1)
            {
                last = number;
                continue;
            }

            Append(text, first, last);
            first = last = number;
        }

        Append(text, first, last);
        return text.ToString();
    }

    private static void Append(StringBuilder text, uint first, uint last)
    {
        if (first != 0)
        {
            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{first}").Append(last > first ? string.Create(CultureInfo.InvariantCulture, $":{last}") : "");
        }
    }

    private static (uint First, uint Last) Order((uint First, uint Last) range, uint highest)
    {
        var first = range.First == 0 ? highest : range.First;
        var last = range.Last == 0 ? highest : range.Last;
        return first <= last ? (first, last) : (last, first);
    }
}

/// <summary>A sequence set whose numbers are known.</summary>
public sealed class ResolvedSet(List<(uint First, uint Last)> ranges)
{
    /// <summary>Ascending, without overlaps.</summary>
    public IReadOnlyList<(uint First, uint Last)> Ranges => ranges;

    /// <summary>True when the number is in the set.</summary>
    public bool Contains(uint number)
    {
        var index = ranges.BinarySearch((number, uint.MaxValue));
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && number >= ranges[index].First && number <= ranges[index].Last;
    }
}
