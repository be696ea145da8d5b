namespace Waypost.Mail.Imap;

/// <summary>What a search is to return (RFC 4731, RFC 5182, RFC 5267, RFC 9394).</summary>
public sealed record SearchReturn
{
    private const int MaxOptions = 20;

    /// <summary>The options in the order of the response: MIN, MAX, COUNT, ALL, PARTIAL.</summary>
    public IReadOnlyList<string> Items { get; private init; } = ["ALL"];

    /// <summary>Whether <c>$</c> becomes the result.</summary>
    public bool Save { get; private init; }

    /// <summary>Whether the client wants to hear of later changes to the result (UPDATE).</summary>
    public bool Update { get; private init; }

    /// <summary>The range of PARTIAL.</summary>
    public PartialRange? Partial { get; private init; }

    /// <summary>Without options: ALL.</summary>
    public static SearchReturn All { get; } = new();

    /// <summary>The options behind RETURN, with the space after them; null without RETURN.</summary>
    public static SearchReturn? Parse(ImapParser parser)
    {
        if (!parser.TryTakeWord("RETURN"))
        {
            return null;
        }

        var items = new List<string>();
        var result = new SearchReturn();
        var options = 0;
        parser.Space().Expect('(');
        while (parser.PeekAtom().Length > 0)
        {
            var option = parser.Atom().ToUpperInvariant();
            switch (option)
            {
                case "MIN" or "MAX" or "ALL" or "COUNT" when !items.Contains(option):
                    items.Add(option);
                    break;
                case "PARTIAL" when result.Partial is null:
                    items.Add(option);
                    result = result with { Partial = PartialRange.Parse(parser.Space()) };
                    break;
                case "SAVE":
                    result = result with { Save = true };
                    break;
                case "UPDATE":
                    result = result with { Update = true };
                    break;
                case "CONTEXT":
                    // RFC 5267 section 4.2: a hint that the search will come again.
                    break;
                default:
                    parser.Fail("Unknown search option");
                    break;
            }

            if (++options > MaxOptions)
            {
                parser.Fail("Too many search options");
            }

            parser.TryTake(' ');
        }

        parser.Expect(')').Space();
        if (result.Partial is not null && items.Contains("ALL"))
        {
            parser.Fail("PARTIAL and ALL exclude each other");
        }

        // RFC 5182 section 2.1: SAVE alone returns nothing.
        return result with { Items = items.Count > 0 || result.Save ? items : ["ALL"] };
    }
}
