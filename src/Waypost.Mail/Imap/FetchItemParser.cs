using System.Globalization;

namespace Waypost.Mail.Imap;

/// <summary>Reads the items of a FETCH (RFC 9051 section 9, fetch-att).</summary>
public static class FetchItemParser
{
    private const int MaxItems = 100;
    private const int MaxPath = 50;
    private const int MaxFields = 200;

    private static readonly FetchItem Flags = new(FetchKind.Flags, "FLAGS");
    private static readonly FetchItem InternalDate = new(FetchKind.InternalDate, "INTERNALDATE");
    private static readonly FetchItem Size = new(FetchKind.Size, "RFC822.SIZE");
    private static readonly FetchItem Envelope = new(FetchKind.Envelope, "ENVELOPE");
    private static readonly FetchItem ModSeq = new(FetchKind.ModSeq, "MODSEQ");
    private static readonly FetchItem Body = new(FetchKind.Body, "BODY");

    /// <summary>One item, a list of them, or a macro.</summary>
    public static IReadOnlyList<FetchItem> Parse(ImapParser parser)
    {
        if (parser.TryTakeWord("ALL"))
        {
            return [Flags, InternalDate, Size, Envelope];
        }

        if (parser.TryTakeWord("FAST"))
        {
            return [Flags, InternalDate, Size];
        }

        if (parser.TryTakeWord("FULL"))
        {
            return [Flags, InternalDate, Size, Envelope, Body];
        }

        if (!parser.TryTake('('))
        {
            return [Item(parser)];
        }

        var items = new List<FetchItem>();
        do
        {
            items.Add(Item(parser));
            if (items.Count > MaxItems)
            {
                parser.Fail("Too many items");
            }
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
        return items;
    }

    private static FetchItem Item(ImapParser parser)
    {
        var name = parser.Until(" []()<").ToUpperInvariant();
        switch (name)
        {
            case "FLAGS":
                return Flags;
            case "UID":
                return new(FetchKind.Uid, "UID");
            case "INTERNALDATE":
                return InternalDate;
            case "RFC822.SIZE":
                return Size;
            case "ENVELOPE":
                return Envelope;
            case "BODYSTRUCTURE":
                return new(FetchKind.BodyStructure, "BODYSTRUCTURE");
            case "MODSEQ":
                return ModSeq;
            case "EMAILID":
                return new(FetchKind.EmailId, name);
            case "THREADID":
                return new(FetchKind.ThreadId, name);
            case "SAVEDATE":
                return new(FetchKind.SaveDate, name);
            case "PREVIEW":
                return Preview(parser);
            case "BINARY" or "BINARY.PEEK" or "BINARY.SIZE" when parser.Next('['):
                return BinaryItem(parser, name);
            case "RFC822":
                return new(FetchKind.Section, name, BodySection.Whole, Peek: false);
            case "RFC822.HEADER":
                return new(FetchKind.Section, name, new([], SectionText.Header, []));
            case "RFC822.TEXT":
                return new(FetchKind.Section, name, new([], SectionText.Text, []), Peek: false);
            case "BODY" when !parser.Next('['):
                return Body;
            case "BODY" or "BODY.PEEK":
                return SectionItem(parser, peek: name == "BODY.PEEK");
            default:
                parser.Fail("Unknown item");
                return Flags;
        }
    }

    // RFC 8970 section 3: LAZY is a wish that needs no waiting here.
    private static FetchItem Preview(ImapParser parser)
    {
        if (parser.TryTakeText(" ("))
        {
            if (!parser.TryTakeWord("LAZY"))
            {
                parser.Fail("Unknown modifier");
            }

            parser.Expect(')');
        }

        return new(FetchKind.Preview, "PREVIEW");
    }

    // RFC 3516 section 4: a part number or nothing, and no other section.
    private static FetchItem BinaryItem(ImapParser parser, string name)
    {
        parser.Expect('[');
        var section = ParseSection(parser);
        parser.Expect(']');
        if (section.Text != SectionText.All)
        {
            parser.Fail("Unknown section");
        }

        if (name == "BINARY.SIZE")
        {
            return new(FetchKind.BinarySize, $"BINARY.SIZE[{section}]", section);
        }

        var partial = Partial(parser);
        return new(FetchKind.Binary, $"BINARY[{section}]" + Origin(partial), section, name == "BINARY.PEEK", partial);
    }

    private static (uint Offset, uint Count)? Partial(ImapParser parser)
    {
        if (!parser.TryTake('<'))
        {
            return null;
        }

        var offset = parser.Number();
        parser.Expect('.');
        var count = parser.NonZeroNumber();
        parser.Expect('>');
        return (offset, count);
    }

    private static string Origin((uint Offset, uint Count)? partial) => partial is { } part ? string.Create(CultureInfo.InvariantCulture, $"<{part.Offset}>") : "";

    private static FetchItem SectionItem(ImapParser parser, bool peek)
    {
        parser.Expect('[');
        var section = ParseSection(parser);
        parser.Expect(']');
        var partial = Partial(parser);
        return new(FetchKind.Section, $"BODY[{section}]" + Origin(partial), section, peek, partial);
    }

    /// <summary>What stands between the brackets of BODY[section].</summary>
    public static BodySection ParseSection(ImapParser parser)
    {
        if (parser.Next(']'))
        {
            return BodySection.Whole;
        }

        var path = new List<int>();
        var words = parser.Until(" ]()<").ToUpperInvariant();
        var rest = words;
        while (rest.Length > 0 && char.IsAsciiDigit(rest[0]))
        {
            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            if (!int.TryParse(dot < 0 ? rest : rest[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0 || path.Count >= MaxPath || dot == rest.Length - 1)
            {
                parser.Fail("Bad part number");
                return BodySection.Whole;
            }

            path.Add(number);
            rest = dot < 0 ? "" : rest[(dot + 1)..];
        }

        switch (rest)
        {
            case "" when path.Count > 0:
                return new(path, SectionText.All, []);
            case "HEADER":
                return new(path, SectionText.Header, []);
            case "TEXT":
                return new(path, SectionText.Text, []);
            case "MIME" when path.Count > 0:
                return new(path, SectionText.Mime, []);
            case "HEADER.FIELDS":
                return new(path, SectionText.HeaderFields, Fields(parser));
            case "HEADER.FIELDS.NOT":
                return new(path, SectionText.HeaderFieldsNot, Fields(parser));
            default:
                parser.Fail("Unknown section");
                return BodySection.Whole;
        }
    }

    private static List<string> Fields(ImapParser parser)
    {
        var fields = new List<string>();
        parser.Space().Expect('(');
        do
        {
            fields.Add(parser.AString());
            if (fields.Count > MaxFields)
            {
                parser.Fail("Too many fields");
            }
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
        return fields;
    }
}
