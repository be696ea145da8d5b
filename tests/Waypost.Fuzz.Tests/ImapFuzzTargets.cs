using System.Text;
using Waypost.Mail.Imap;

namespace Waypost.Fuzz.Tests;

/// <summary>The parsers of IMAP: none of them throws, loops or reads beyond its octets, and what is written reads back.</summary>
internal static class ImapFuzzTargets
{
    private const string Words = "(|)|()|\"|\\|{3}\r\nabc|{3+}\r\nabc|~{1}\r\nx|{99999999999}|{-1}|NIL| |*|%|:|,|$|4294967296|18446744073709551616|-1:-9|&AOQ-|&|[|]|<0.1>|BODY[|MODSEQ |NOT |OR |FUZZY |RETURN (";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        FuzzTarget.OfText("imap fetch", ["FLAGS", "(UID BODY.PEEK[1.2.HEADER.FIELDS (From \"X y\")]<0.10> BINARY[1] PREVIEW (LAZY)) (CHANGEDSINCE 1 VANISHED PARTIAL -1:-5)"], Words, Fetch),
        FuzzTarget.OfText("imap search", ["RETURN (MIN PARTIAL 1:5 SAVE) CHARSET UTF-8 OR (SEEN 1:*) NOT HEADER X \"y\"", "MODSEQ \"/flags/\\\\seen\" all 5 FUZZY TEXT x SENTBEFORE 1-Feb-2024 $"], Words, Search),
        FuzzTarget.OfText("imap sort", ["(REVERSE DATE SUBJECT DISPLAYFROM)", "(CC)"], Words, input => SortCriterion.Parse(new ImapParser(input))),
        FuzzTarget.OfText("imap append", [" (\\Seen $X) \"17-Jul-1996 02:44:25 -0700\" {3}\r\nabc", " CATENATE (TEXT {1}\r\nx URL \"/INBOX/;UID=1\")", " UTF8 (~{1}\r\nx)"], Words, input => AppendedItem.Parse(new ImapParser(input))),
        FuzzTarget.OfText("imap flags", ["(\\Seen \\Deleted $Work)", "\\Flagged"], Words, input => FlagListParser.ParseBare(new ImapParser(input))),
        FuzzTarget.OfText("imap set", ["1:5,7,*", "*:1"], Words, Set),
        FuzzTarget.OfText("imap mailbox", ["INBOX/a", "\"Entw&APw-rfe\"", "{3}\r\na/b"], Words, Mailbox),
        FuzzTarget.OfText("imap url", ["/INBOX;UIDVALIDITY=1/;UID=20/;SECTION=1.2/;PARTIAL=0.100", ";UID=1"], "/|;|=|%2F|%|UID=|SECTION=|PARTIAL=|..", input => ImapUrl.TryParse(Encoding.Latin1.GetString(input), out _)),
        FuzzTarget.OfText("imap literal", ["a APPEND x {3+}", "{0}"], "{|}|+|~|999999999999999999", input => LiteralHeader.TryRead(input, out _)),
        FuzzTarget.OfText("imap metadata", ["/shared/comment", "\"/private/a/b\""], Words, input => MetadataName.Parse(new ImapParser(input))),
    ];

    private static void Fetch(byte[] input)
    {
        ImapParser parser = new(input);
        foreach (FetchItem item in FetchItemParser.Parse(parser))
        {
            if (parser.Error is null && item is { Kind: FetchKind.Section, Section: { } section } && item.Name.StartsWith("BODY[", StringComparison.Ordinal))
            {
                ImapParser again = new(Encoding.UTF8.GetBytes(section + "]"));
                Require(FetchItemParser.ParseSection(again).ToString() == section.ToString(), "a section does not read back");
            }
        }

        FetchModifiers.Parse(parser);
        parser.TryEnd();
    }

    private static void Search(byte[] input)
    {
        ImapParser parser = new(input);
        SearchReturn.Parse(parser);
        new SearchKeyParser(parser).ParseWithCharset();
        parser.TryEnd();
    }

    private static void Set(byte[] input)
    {
        ImapParser parser = new(input);
        SequenceSet set = parser.Sequence();
        if (!parser.TryEnd())
        {
            return;
        }

        uint last = 0;
        foreach ((uint first, uint end) in set.Resolve(1000).Ranges)
        {
            Require(first > last && first <= end, "ranges overlap");
            last = end;
        }
    }

    private static void Mailbox(byte[] input)
    {
        ImapParser parser = new(input);
        string name = parser.Mailbox();
        if (parser.Error is null)
        {
            ImapParser again = new(Encoding.ASCII.GetBytes(ImapText.Quote(ModifiedUtf7.Encode(name))));
            Require(again.Mailbox() == name, $"the name {name} does not read back");
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidDataException(message);
        }
    }
}
