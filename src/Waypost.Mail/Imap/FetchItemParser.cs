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

    private static FetchItem SectionItem(ImapParser parser, bool peek)
    {
        parser.Expect('[');
        var section = Section(parser);
        parser.Expect(']');
        (uint Offset, uint Count)? partial = null;
        if (parser.TryTake('<'))
        {
            var offset = parser.Number();
            parser.Expect('.');
            partial = (offset, parser.NonZeroNumber());
            parser.Expect('>');
        }

        var name = $"BODY[{section}]" + (partial is { } part ? string.Create(CultureInfo.InvariantCulture, $"<{part.Offset}>") : "");
        return new(FetchKind.Section, name, section, peek, partial);
    }

    private static BodySection Section(ImapParser parser)
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
