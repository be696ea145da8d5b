using Waypost.Mail.Imap;

namespace Waypost.Server.Imap;

/// <summary>What LIST asks for (RFC 9051 section 6.3.9, RFC 5258, RFC 5819, RFC 6154, RFC 8440).</summary>
internal sealed record ListRequest
{
    private const int MaxPatterns = 50;
    private const int MaxOptions = 20;

    public IReadOnlyList<MailboxPattern> Patterns { get; private init; } = [];

    /// <summary>Whether an empty pattern asks for the delimiter alone.</summary>
    public bool AsksForDelimiter { get; private init; }

    /// <summary>Whether anything of the extended form was used.</summary>
    public bool IsExtended { get; private init; }

    public bool OnlySubscribed { get; private init; }

    public bool OnlySpecialUse { get; private init; }

    /// <summary>Whether mailboxes are told of for the sake of those below them (RECURSIVEMATCH).</summary>
    public bool Recursive { get; private init; }

    public bool ReturnSubscribed { get; private init; }

    public bool ReturnRights { get; private init; }

    public IReadOnlyList<string>? StatusItems { get; private init; }

    public static ListRequest Parse(ImapParser parser)
    {
        var request = new ListRequest();
        parser.Space();
        if (parser.Next('('))
        {
            request = ParseSelection(parser, request with { IsExtended = true });
            parser.Space();
        }

        var reference = parser.ListPattern();
        request = ParsePatterns(parser.Space(), reference, request);
        if (parser.TryTakeText(" "))
        {
            if (!parser.TryTakeWord("RETURN"))
            {
                parser.Fail("Unexpected text after the command");
            }

            request = ParseReturn(parser.Space(), request with { IsExtended = true });
        }

        return request;
    }

    /// <summary>LSUB: subscriptions alone, in the old form.</summary>
    public static ListRequest ParseLsub(ImapParser parser)
    {
        var reference = parser.Space().ListPattern();
        return ParsePattern(parser.Space(), reference, new ListRequest { OnlySubscribed = true });
    }

    private static ListRequest ParsePattern(ImapParser parser, string reference, ListRequest request)
    {
        var pattern = parser.ListPattern();
        return pattern.Length == 0 ? request with { AsksForDelimiter = true } : request with { Patterns = [.. request.Patterns, new(reference, pattern)] };
    }

    private static ListRequest ParsePatterns(ImapParser parser, string reference, ListRequest request)
    {
        if (!parser.TryTake('('))
        {
            return ParsePattern(parser, reference, request);
        }

        do
        {
            request = ParsePattern(parser, reference, request);
            if (request.Patterns.Count > MaxPatterns)
            {
                parser.Fail("Too many patterns");
            }
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
        return request with { IsExtended = true };
    }

    private static ListRequest ParseSelection(ImapParser parser, ListRequest request)
    {
        parser.Expect('(');
        var options = 0;
        while (parser.PeekAtom().Length > 0 && options++ < MaxOptions)
        {
            switch (parser.Atom().ToUpperInvariant())
            {
                case "SUBSCRIBED":
                    request = request with { OnlySubscribed = true, ReturnSubscribed = true };
                    break;
                case "SPECIAL-USE":
                    request = request with { OnlySpecialUse = true };
                    break;
                case "RECURSIVEMATCH":
                    request = request with { Recursive = true };
                    break;
                case "REMOTE":
                    // No mailbox is on another server.
                    break;
                default:
                    parser.Fail("Unknown selection option");
                    break;
            }

            parser.TryTake(' ');
        }

        parser.Expect(')');
        if (request is { Recursive: true, OnlySubscribed: false, OnlySpecialUse: false })
        {
            parser.Fail("RECURSIVEMATCH needs another selection option");
        }

        return request;
    }

    private static ListRequest ParseReturn(ImapParser parser, ListRequest request)
    {
        parser.Expect('(');
        var options = 0;
        while (parser.PeekAtom().Length > 0 && options++ < MaxOptions)
        {
            switch (parser.Atom().ToUpperInvariant())
            {
                case "SUBSCRIBED":
                    request = request with { ReturnSubscribed = true };
                    break;
                case "MYRIGHTS":
                    request = request with { ReturnRights = true };
                    break;
                case "STATUS":
                    request = request with { StatusItems = MailboxStatusItems.Parse(parser.Space()) };
                    break;
                case "CHILDREN" or "SPECIAL-USE":
                    // These attributes are always there.
                    break;
                default:
                    parser.Fail("Unknown return option");
                    break;
            }

            parser.TryTake(' ');
        }

        parser.Expect(')');
        return request;
    }
}
