using Waypost.Mail.Store;

namespace Waypost.Mail.Imap;

/// <summary>A message and what it is sorted and threaded by.</summary>
/// <param name="Number">What the response names it by; breaks ties (RFC 5256 section 3).</param>
public sealed record KeyedMessage(uint Number, MessageEntry Entry, SortKeys Keys)
{
    /// <summary>The sent date, or the internal date (RFC 5256 section 2.2).</summary>
    public DateTimeOffset Date => Keys.Sent ?? Entry.InternalDate;
}

/// <summary>Orders messages by the criteria of SORT.</summary>
public sealed class MessageOrder(IReadOnlyList<SortCriterion> criteria) : IComparer<KeyedMessage>
{
    /// <inheritdoc/>
    public int Compare(KeyedMessage? x, KeyedMessage? y)
    {
        if (x is null || y is null)
        {
            return Comparer<object>.Default.Compare(x, y);
        }

        foreach (var criterion in criteria)
        {
            var compared = Compare(criterion.Field, x, y);
            if (compared != 0)
            {
                return criterion.Reverse ? -compared : compared;
            }
        }

        return x.Number.CompareTo(y.Number);
    }

    private static int Compare(SortField field, KeyedMessage x, KeyedMessage y) => field switch
    {
        SortField.Arrival => x.Entry.InternalDate.CompareTo(y.Entry.InternalDate),
        SortField.Cc => string.CompareOrdinal(x.Keys.Cc, y.Keys.Cc),
        SortField.Date => x.Date.CompareTo(y.Date),
        SortField.From => string.CompareOrdinal(x.Keys.From, y.Keys.From),
        SortField.Size => x.Entry.Size.CompareTo(y.Entry.Size),
        SortField.Subject => string.CompareOrdinal(x.Keys.BaseSubject, y.Keys.BaseSubject),
        SortField.To => string.CompareOrdinal(x.Keys.To, y.Keys.To),
        SortField.DisplayFrom => string.CompareOrdinal(x.Keys.DisplayFrom, y.Keys.DisplayFrom),
        _ => string.CompareOrdinal(x.Keys.DisplayTo, y.Keys.DisplayTo),
    };
}
