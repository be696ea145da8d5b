namespace Waypost.Mail.Imap;

/// <summary>What stands behind the items of a FETCH.</summary>
/// <param name="ChangedSince">Only messages with a higher mod-sequence (RFC 7162 section 3.1.4.1).</param>
/// <param name="Vanished">Whether to tell of expunged messages too (RFC 7162 section 3.2.6).</param>
/// <param name="Partial">Which of the messages, by position (RFC 9394 section 3.4).</param>
public sealed record FetchModifiers(long? ChangedSince, bool Vanished, PartialRange? Partial)
{
    /// <summary>Without modifiers.</summary>
    public static FetchModifiers None { get; } = new(null, false, null);

    /// <summary>The modifiers in parentheses when there are some.</summary>
    public static FetchModifiers Parse(ImapParser parser)
    {
        if (!parser.TryTakeText(" ("))
        {
            return None;
        }

        var result = None;
        do
        {
            switch (parser.Atom().ToUpperInvariant())
            {
                case "CHANGEDSINCE" when result.ChangedSince is null:
                    result = result with { ChangedSince = parser.Space().LongNumber() };
                    break;
                case "VANISHED" when !result.Vanished:
                    result = result with { Vanished = true };
                    break;
                case "PARTIAL" when result.Partial is null:
                    result = result with { Partial = PartialRange.Parse(parser.Space()) };
                    break;
                default:
                    parser.Fail("Unknown modifier");
                    return None;
            }
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
        return result;
    }
}
