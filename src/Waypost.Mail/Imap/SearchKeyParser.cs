using Waypost.Mail.Store;

namespace Waypost.Mail.Imap;

/// <summary>Reads the criteria of a SEARCH (RFC 9051 section 9, search-key).</summary>
public sealed class SearchKeyParser(ImapParser parser)
{
    /// <summary>Parentheses, NOT and OR nested deeper are refused.</summary>
    public const int MaxDepth = 20;

    /// <summary>A search with more criteria is refused.</summary>
    public const int MaxKeys = 500;

    private int keys;

    /// <summary>Whether there was a MODSEQ criterion, which the response answers with the highest mod-sequence found.</summary>
    public bool UsesModSeq { get; private set; }

    /// <summary>Whether there was a set of sequence numbers, which UIDONLY forbids (RFC 9586 section 3).</summary>
    public bool UsesSequenceNumbers { get; private set; }

    /// <summary>An optional CHARSET, then criteria; the charset is kept in <see cref="UnknownCharset"/> when it is not known.</summary>
    public SearchKey ParseWithCharset()
    {
        if (parser.TryTakeWord("CHARSET"))
        {
            parser.Space();
            Charset();
            parser.Space();
        }

        return Parse();
    }

    /// <summary>The charset of SORT and THREAD, which they always name.</summary>
    public void Charset()
    {
        var charset = parser.AString().ToUpperInvariant();
        UnknownCharset |= parser.Error is null && charset is not ("UTF-8" or "US-ASCII");
    }

    /// <summary>Whether a charset other than US-ASCII and UTF-8 was named.</summary>
    public bool UnknownCharset { get; private set; }

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

        // What the index can tell comes first, so that the store is asked only when something is left.
        return new([.. all.OrderBy(key => key.NeedsStore)]);
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
        if (parser.Next('*') || (word.Length > 0 && (char.IsAsciiDigit(word[0]) || word[0] == '$')))
        {
            UsesSequenceNumbers |= !parser.Next('$');
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
            "BEFORE" => new DateKey(DateSide.Before, Date(), Saved: false),
            "ON" => new DateKey(DateSide.On, Date(), Saved: false),
            "SINCE" => new DateKey(DateSide.Since, Date(), Saved: false),
            "SAVEDBEFORE" => new DateKey(DateSide.Before, Date(), Saved: true),
            "SAVEDON" => new DateKey(DateSide.On, Date(), Saved: true),
            "SAVEDSINCE" => new DateKey(DateSide.Since, Date(), Saved: true),
            "SAVEDATESUPPORTED" => new ConstantKey(true),
            "SENTBEFORE" => new TextKey(Sent(DateSide.Before)),
            "SENTON" => new TextKey(Sent(DateSide.On)),
            "SENTSINCE" => new TextKey(Sent(DateSide.Since)),
            "YOUNGER" => new AgeKey(true, parser.Space().NonZeroNumber()),
            "OLDER" => new AgeKey(false, parser.Space().NonZeroNumber()),
            "MODSEQ" => ModSeq(),
            "EMAILID" => new EmailIdKey(parser.Space().Atom()),
            "THREADID" => new ThreadIdKey(parser.Space().Atom()),
            "BCC" or "CC" or "FROM" or "SUBJECT" or "TO" => Header(word, parser.Space().AString()),
            "HEADER" => Header(parser.Space().AString(), parser.Space().AString()),
            "BODY" => Text(parser.Space().AString(), withHeader: false),
            "TEXT" => Text(parser.Space().AString(), withHeader: true),
            "FUZZY" => Fuzzy(ParseKey(Deeper(depth))),
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

    private DateOnly Date()
    {
        if (!ImapDate.TryParseDate(parser.Space().AString(), out var date))
        {
            parser.Fail("Bad date");
        }

        return date;
    }

    private SentCriterion Sent(DateSide side)
    {
        var date = Date();
        return side switch
        {
            DateSide.Before => new(null, date == DateOnly.MinValue ? date : date.AddDays(-1)),
            DateSide.On => new(date, date),
            _ => new(date, null),
        };
    }

    // RFC 7162 section 3.1.5: an entry name and type may come before; all flags share one mod-sequence here.
    private ModSeqKey ModSeq()
    {
        UsesModSeq = true;
        if (parser.Space().Next('"'))
        {
            parser.AString();
            if (parser.Space().Atom().ToUpperInvariant() is not ("ALL" or "PRIV" or "SHARED"))
            {
                parser.Fail("Unknown entry type");
            }

            parser.Space();
        }

        return new(parser.LongNumber());
    }

    private TextKey Header(string field, string text)
    {
        if (field.Length == 0)
        {
            parser.Fail("Missing header field");
        }

        return new TextKey(new HeaderCriterion(field, text));
    }

    // Every message holds the empty text.
    private static SearchKey Text(string text, bool withHeader) => text.Length == 0 ? new ConstantKey(true) : new TextKey(new BodyCriterion(text, withHeader));

    // RFC 6203 section 3: a criterion that has no looser reading stays as it is.
    private static SearchKey Fuzzy(SearchKey key) => key is TextKey { Criterion: BodyCriterion body } ? new TextKey(new FuzzyCriterion(body.Text)) : key;

    private ConstantKey Unknown()
    {
        parser.Fail("Unknown search key");
        return new(false);
    }
}
