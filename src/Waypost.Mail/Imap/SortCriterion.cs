namespace Waypost.Mail.Imap;

/// <summary>What SORT orders by (RFC 5256 section 3, RFC 5957).</summary>
public enum SortField { Arrival, Cc, Date, From, Size, Subject, To, DisplayFrom, DisplayTo }

/// <summary>One criterion of SORT.</summary>
public sealed record SortCriterion(SortField Field, bool Reverse)
{
    private const int MaxCriteria = 20;

    /// <summary>The criteria in parentheses.</summary>
    public static IReadOnlyList<SortCriterion> Parse(ImapParser parser)
    {
        var criteria = new List<SortCriterion>();
        parser.Expect('(');
        do
        {
            var word = parser.Atom().ToUpperInvariant();
            var reverse = word == "REVERSE";
            word = reverse ? parser.Space().Atom().ToUpperInvariant() : word;
            if (FieldOf(word) is not { } field || criteria.Count >= MaxCriteria)
            {
                parser.Fail("Unknown sort criterion");
                return criteria;
            }

            criteria.Add(new(field, reverse));
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
        return criteria;
    }

    private static SortField? FieldOf(string word) => word switch
    {
        "ARRIVAL" => SortField.Arrival,
        "CC" => SortField.Cc,
        "DATE" => SortField.Date,
        "FROM" => SortField.From,
        "SIZE" => SortField.Size,
        "SUBJECT" => SortField.Subject,
        "TO" => SortField.To,
        "DISPLAYFROM" => SortField.DisplayFrom,
        "DISPLAYTO" => SortField.DisplayTo,
        _ => null,
    };
}
