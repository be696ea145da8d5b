namespace Waypost.Mail.Imap;

/// <summary>Reads the flags that a client wants to set (RFC 9051 section 9, flag-list).</summary>
public static class FlagListParser
{
    /// <summary>Flags in parentheses.</summary>
    public static IReadOnlyList<string> Parse(ImapParser parser)
    {
        parser.Expect('(');
        if (parser.TryTake(')'))
        {
            return [];
        }

        var flags = ReadFlags(parser);
        parser.Expect(')');
        return flags;
    }

    /// <summary>Flags with or without parentheses, as STORE takes them.</summary>
    public static IReadOnlyList<string> ParseBare(ImapParser parser) => parser.Next('(') ? Parse(parser) : ReadFlags(parser);

    private static List<string> ReadFlags(ImapParser parser)
    {
        var flags = new List<string>();
        do
        {
            var flag = (parser.TryTake('\\') ? @"\" : "") + parser.Atom();
            if (ImapFlags.Canonical(flag) is not { } canonical)
            {
                parser.Fail("Flag cannot be set");
            }
            else if (flags.Count >= ImapFlags.MaxCount)
            {
                parser.Fail("Too many flags");
            }
            else if (!flags.Has(canonical))
            {
                flags.Add(canonical);
            }
        }
        while (parser.TryTake(' '));
        return flags;
    }
}
