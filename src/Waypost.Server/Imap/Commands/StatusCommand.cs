using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>STATUS (RFC 9051 section 6.3.11).</summary>
internal sealed class StatusCommand : IImapCommand
{
    public string Name => "STATUS";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "STATUS=SIZE";

    private static readonly string[] Known = ["MESSAGES", "RECENT", "UIDNEXT", "UIDVALIDITY", "UNSEEN", "SIZE", "DELETED"];

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        var items = ReadItems(parser);
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (await session.Store.FindAsync(session.AccountId, name, cancellationToken) is not { } mailbox)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        if (await session.Store.ReadStatusAsync(mailbox.Id, cancellationToken) is not { } status)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        var values = items.Select(item => FormattableString.Invariant($"{item} {Value(item, mailbox, status)}"));
        session.Writer.Untagged($"STATUS {MailboxListing.Wire(mailbox.Name)} ({string.Join(' ', values)})");
        return ImapReply.Ok("Status sent");
    }

    private static List<string> ReadItems(ImapParser parser)
    {
        var items = new List<string>();
        parser.Space().Expect('(');
        do
        {
            var item = parser.Atom().ToUpperInvariant();
            if (!Known.Contains(item) || items.Contains(item))
            {
                parser.Fail("Unknown status item");
            }

            items.Add(item);
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
        return items;
    }

    private static long Value(string item, Mailbox mailbox, MailboxStatus status) => item switch
    {
        "MESSAGES" => status.Messages,
        "UIDNEXT" => status.UidNext,
        "UIDVALIDITY" => mailbox.UidValidity,
        "UNSEEN" => status.Unseen,
        "SIZE" => status.Size,
        "DELETED" => status.Deleted,
        _ => 0,
    };
}
