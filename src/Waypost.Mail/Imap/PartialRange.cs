using System.Globalization;

namespace Waypost.Mail.Imap;

/// <summary>A range of positions in a result (RFC 9394 section 3.1): <c>1:500</c> from the first, <c>-1:-500</c> from the last.</summary>
/// <param name="First">Counts from 1.</param>
/// <param name="Last">At least <paramref name="First"/>.</param>
/// <param name="FromEnd">Whether positions count backwards from the last.</param>
public sealed record PartialRange(uint First, uint Last, bool FromEnd)
{
    private string text = "";

    /// <summary>Reads a range; both ends have the same sign.</summary>
    public static PartialRange Parse(ImapParser parser)
    {
        var fromEnd = parser.TryTake('-');
        var first = parser.NonZeroNumber();
        parser.Expect(':');
        if (fromEnd)
        {
            parser.Expect('-');
        }

        var last = parser.NonZeroNumber();
        var sign = fromEnd ? "-" : "";
        return new(Math.Min(first, last), Math.Max(first, last), fromEnd) { text = string.Create(CultureInfo.InvariantCulture, $"{sign}{first}:{sign}{last}") };
    }

    /// <summary>The items at these positions; fewer or none when there are not so many.</summary>
    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> items)
    {
        var first = (int)Math.Min(First - 1, (uint)items.Count);
        var last = (int)Math.Min(Last, (uint)items.Count);
        return FromEnd ? Slice(items, items.Count - last, items.Count - first) : Slice(items, first, last);
    }

    /// <summary>The range as the client wrote it.</summary>
    public override string ToString() => text;

    private static List<T> Slice<T>(IReadOnlyList<T> items, int from, int to)
    {
        var result = new List<T>(to - from);
        for (var at = from; at < to; at++)
        {
            result.Add(items[at]);
        }

        return result;
    }
}
