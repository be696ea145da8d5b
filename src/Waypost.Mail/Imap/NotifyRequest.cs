namespace Waypost.Mail.Imap;

/// <summary>Which mailboxes a filter of NOTIFY means (RFC 5465 section 6).</summary>
public enum NotifyScope { Selected, SelectedDelayed, Inboxes, Personal, Subscribed, Subtree, Mailboxes }

/// <summary>What may happen (RFC 5465 section 5).</summary>
[Flags]
public enum NotifyEvents
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A message has come.</summary>
    MessageNew = 1,

    /// <summary>A message was expunged.</summary>
    MessageExpunge = 2,

    /// <summary>A message has other flags.</summary>
    FlagChange = 4,

    /// <summary>A mailbox was created, renamed or deleted.</summary>
    MailboxName = 8,

    /// <summary>A subscription was set or cleared.</summary>
    SubscriptionChange = 16,

    /// <summary>An annotation of a mailbox was set or removed.</summary>
    MailboxMetadataChange = 32,
}

/// <summary>One group of NOTIFY: mailboxes and the events of theirs to tell of.</summary>
/// <param name="Names">Those of <see cref="NotifyScope.Subtree"/> and <see cref="NotifyScope.Mailboxes"/>.</param>
/// <param name="Items">What to fetch of new messages in the selected mailbox.</param>
public sealed record NotifyGroup(NotifyScope Scope, IReadOnlyList<string> Names, NotifyEvents Events, IReadOnlyList<FetchItem> Items)
{
    /// <summary>Whether it is for the selected mailbox.</summary>
    public bool IsSelected => Scope is NotifyScope.Selected or NotifyScope.SelectedDelayed;
}

/// <summary>A NOTIFY command (RFC 5465).</summary>
/// <param name="WithStatus">Whether to begin with the STATUS of the mailboxes.</param>
/// <param name="Groups">Empty for NONE; the first that fits a mailbox counts.</param>
/// <param name="UnknownEvents">Events that are not known here.</param>
public sealed record NotifyRequest(bool WithStatus, IReadOnlyList<NotifyGroup> Groups, IReadOnlyList<string> UnknownEvents)
{
    private const int MaxGroups = 20;
    private const int MaxNames = 200;

    private static readonly Dictionary<string, NotifyEvents> Known = Enum.GetValues<NotifyEvents>().Skip(1).ToDictionary(kind => kind.ToString().ToUpperInvariant(), StringComparer.Ordinal);

    /// <summary>The events that are known, in the RFC's spelling.</summary>
    public static string KnownEvents { get; } = string.Join(' ', Enum.GetValues<NotifyEvents>().Skip(1));

    /// <summary>Reads the arguments from the space before them.</summary>
    public static NotifyRequest Parse(ImapParser parser)
    {
        parser.Space();
        if (parser.TryTakeWord("NONE"))
        {
            return new(false, [], []);
        }

        if (!parser.TryTakeWord("SET"))
        {
            parser.Fail("Expected SET or NONE");
        }

        var withStatus = parser.TryTakeText(" STATUS");
        var groups = new List<NotifyGroup>();
        var unknown = new List<string>();
        do
        {
            groups.Add(ParseGroup(parser.Space(), unknown));
            if (groups.Count > MaxGroups)
            {
                parser.Fail("Too many groups");
            }
        }
        while (parser.Next(' '));
        return new(withStatus, groups, unknown);
    }

    private static NotifyGroup ParseGroup(ImapParser parser, List<string> unknown)
    {
        parser.Expect('(');
        var names = new List<string>();
        var scope = NotifyScope.Personal;
        switch (parser.Atom().ToUpperInvariant())
        {
            case "SELECTED":
                scope = NotifyScope.Selected;
                break;
            case "SELECTED-DELAYED":
                scope = NotifyScope.SelectedDelayed;
                break;
            case "INBOXES":
                scope = NotifyScope.Inboxes;
                break;
            case "PERSONAL":
                break;
            case "SUBSCRIBED":
                scope = NotifyScope.Subscribed;
                break;
            case "SUBTREE":
                scope = NotifyScope.Subtree;
                ParseNames(parser.Space(), names);
                break;
            case "MAILBOXES":
                scope = NotifyScope.Mailboxes;
                ParseNames(parser.Space(), names);
                break;
            default:
                parser.Fail("Unknown mailbox filter");
                break;
        }

        var (events, items) = ParseEvents(parser.Space(), unknown);
        parser.Expect(')');
        return new(scope, names, events, items);
    }

    private static void ParseNames(ImapParser parser, List<string> names)
    {
        var isList = parser.TryTake('(');
        do
        {
            names.Add(parser.Mailbox());
            if (names.Count > MaxNames)
            {
                parser.Fail("Too many mailboxes");
            }
        }
        while (isList && parser.TryTake(' '));

        if (isList)
        {
            parser.Expect(')');
        }
    }

    private static (NotifyEvents Events, IReadOnlyList<FetchItem> Items) ParseEvents(ImapParser parser, List<string> unknown)
    {
        if (parser.TryTakeWord("NONE"))
        {
            return (NotifyEvents.None, []);
        }

        var events = NotifyEvents.None;
        IReadOnlyList<FetchItem> items = [];
        parser.Expect('(');
        do
        {
            var word = parser.Atom();
            if (!Known.TryGetValue(word.ToUpperInvariant(), out var known))
            {
                unknown.Add(word);
            }

            events |= known;
            if (known == NotifyEvents.MessageNew && parser.TryTakeText(" "))
            {
                // Either what to fetch, in parentheses, or the next event.
                if (parser.Next('('))
                {
                    items = FetchItemParser.Parse(parser);
                    continue;
                }

                var next = parser.Atom();
                events |= Known.GetValueOrDefault(next.ToUpperInvariant());
                if (!Known.ContainsKey(next.ToUpperInvariant()))
                {
                    unknown.Add(next);
                }
            }
        }
        while (parser.TryTake(' ') && unknown.Count < MaxNames);
        parser.Expect(')');

        // RFC 5465 section 5: new messages and expunges go together, and flags take both.
        const NotifyEvents Both = NotifyEvents.MessageNew | NotifyEvents.MessageExpunge;
        if ((events & Both) is not (NotifyEvents.None or Both) || (events.HasFlag(NotifyEvents.FlagChange) && !events.HasFlag(Both)))
        {
            parser.Fail("MessageNew, MessageExpunge and FlagChange depend on each other");
        }

        return (events, items);
    }
}
