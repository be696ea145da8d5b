namespace Waypost.Mail.Imap;

/// <summary>Reads the criteria of a SEARCH (RFC 9051 section 9, search-key).</summary>
public sealed class SearchKeyParser(ImapParser parser)
{
    /// <summary>Parentheses, NOT and OR nested deeper are refused.</summary>
    public const int MaxDepth = 20;

    /// <summary>A search with more criteria is refused.</summary>
    public const int MaxKeys = 500;

    private int keys;

    /// <summary>One or more criteria up to the end of the command or a parenthesis.</summary>
    public SearchKey Parse() => ParseList(0);

    private AllOfKey ParseList(int depth)
    {
        var all = new List<SearchKey>();
        do
        {
            all.Add(ParseKey(depth));
        }
        while (parser.TryTake(' '));

        // What the index can tell comes first, so that octets are read for the rest only.
        return new([.. all.OrderBy(key => key.NeedsContent)]);
    }

    private SearchKey ParseKey(int depth)
    {
        if (depth > MaxDepth || ++keys > MaxKeys)
        {
            parser.Fail("Search is too complex");
            return new ConstantKey(false);
        }

        if (parser.TryTake('('))
        {
            var inside = ParseList(depth + 1);
            parser.Expect(')');
            return inside;
        }

        var word = parser.PeekAtom();
        if (parser.Next('*') || (word.Length > 0 && char.IsAsciiDigit(word[0])))
        {
            return new SequenceKey(parser.Sequence());
        }

        parser.Atom();
        return word switch
        {
            "ALL" or "OLD" => new ConstantKey(true),

            // No message is \Recent here (RFC 9051 removed it).
            "NEW" or "RECENT" => new ConstantKey(false),
            "ANSWERED" or "DELETED" or "DRAFT" or "FLAGGED" or "SEEN" => new FlagKey(@"\" + word),
            "UNANSWERED" or "UNDELETED" or "UNDRAFT" or "UNFLAGGED" or "UNSEEN" => new NotKey(new FlagKey(@"\" + word[2..])),
            "KEYWORD" => new FlagKey(parser.Space().Atom()),
            "UNKEYWORD" => new NotKey(new FlagKey(parser.Space().Atom())),
            "BEFORE" => Date(DateSide.Before, sent: false),
            "ON" => Date(DateSide.On, sent: false),
            "SINCE" => Date(DateSide.Since, sent: false),
            "SENTBEFORE" => Date(DateSide.Before, sent: true),
            "SENTON" => Date(DateSide.On, sent: true),
            "SENTSINCE" => Date(DateSide.Since, sent: true),
            "BCC" or "CC" or "FROM" or "SUBJECT" or "TO" => new HeaderKey(word, parser.Space().AString()),
            "HEADER" => new HeaderKey(parser.Space().AString(), parser.Space().AString()),
            "BODY" => new TextKey(parser.Space().AString(), WithHeader: false),
            "TEXT" => new TextKey(parser.Space().AString(), WithHeader: true),
            "LARGER" => new SizeKey(true, parser.Space().Number()),
            "SMALLER" => new SizeKey(false, parser.Space().Number()),
            "UID" => new UidKey(parser.Space().Sequence()),
            "NOT" => new NotKey(ParseKey(Deeper(depth))),
            "OR" => new EitherKey(ParseKey(Deeper(depth)), ParseKey(Deeper(depth))),
            _ => Unknown(),
        };
    }

    private int Deeper(int depth)
    {
        parser.Space();
        return depth + 1;
    }

    private DateKey Date(DateSide side, bool sent)
    {
        if (!ImapDate.TryParseDate(parser.Space().AString(), out var date))
        {
            parser.Fail("Bad date");
        }

        return new(side, date, sent);
    }

    private ConstantKey Unknown()
    {
        parser.Fail("Unknown search key");
        return new(false);
    }
}
