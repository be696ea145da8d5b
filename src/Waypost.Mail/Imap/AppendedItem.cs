namespace Waypost.Mail.Imap;

/// <summary>One piece of a message that CATENATE puts together (RFC 4469).</summary>
/// <param name="Octets">The octets, or null.</param>
/// <param name="Url">A URL in their place (<see cref="ImapUrl"/>), or null.</param>
public sealed record AppendedPart(ReadOnlyMemory<byte>? Octets, string? Url);

/// <summary>One message of an APPEND (RFC 9051 section 6.3.12, RFC 3502).</summary>
/// <param name="InternalDate">Null for now.</param>
public sealed record AppendedItem(IReadOnlyList<string> Flags, DateTimeOffset? InternalDate, IReadOnlyList<AppendedPart> Parts)
{
    private const int MaxParts = 200;

    /// <summary>Flags, date and data, from the space before them.</summary>
    public static AppendedItem Parse(ImapParser parser)
    {
        IReadOnlyList<string> flags = [];
        parser.Space();
        if (parser.Next('('))
        {
            flags = FlagListParser.Parse(parser);
            parser.Space();
        }

        DateTimeOffset? date = null;
        if (parser.Next('"'))
        {
            date = ImapDate.TryParseDateTime(parser.AString(), out var read) ? read : null;
            if (date is null)
            {
                parser.Fail("Bad date-time");
            }

            parser.Space();
        }

        return new(flags, date, Data(parser));
    }

    private static List<AppendedPart> Data(ImapParser parser)
    {
        if (parser.TryTakeWord("CATENATE"))
        {
            return Catenated(parser.Space());
        }

        if (parser.TryTakeWord("UTF8"))
        {
            // RFC 6855 section 4.
            parser.Space().Expect('(');
            var utf8 = parser.AnyLiteral();
            parser.Expect(')');
            return [new(utf8, null)];
        }

        return [new(parser.AnyLiteral(), null)];
    }

    private static List<AppendedPart> Catenated(ImapParser parser)
    {
        var parts = new List<AppendedPart>();
        parser.Expect('(');
        do
        {
            switch (parser.Atom().ToUpperInvariant())
            {
                case "TEXT":
                    parts.Add(new(parser.Space().AnyLiteral(), null));
                    break;
                case "URL":
                    parts.Add(new(null, parser.Space().AString()));
                    break;
                default:
                    parser.Fail("Unknown part");
                    break;
            }

            if (parts.Count > MaxParts)
            {
                parser.Fail("Too many parts");
            }
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
        return parts;
    }
}
