using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>RENAME (RFC 9051 section 6.3.6), with the mailboxes below.</summary>
internal sealed class RenameCommand : IImapCommand
{
    public string Name => "RENAME";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        var newName = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (newName.StartsWith(name + MailboxName.Delimiter, StringComparison.Ordinal) && name != MailboxName.Inbox)
        {
            return ImapReply.No("A mailbox cannot move below itself", "CANNOT");
        }

        if (await session.Store.FindAsync(session.AccountId, name, cancellationToken) is not { } source)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        if (await session.Store.FindAsync(session.AccountId, newName, cancellationToken) is not null)
        {
            return ImapReply.No("Mailbox exists", "ALREADYEXISTS");
        }

        await MailboxListing.CreateSuperiorsAsync(session.Store, session.AccountId, newName, cancellationToken);
        var renamed = name == MailboxName.Inbox
            ? await MoveInboxAsync(session, source, newName, cancellationToken)
            : await session.Store.RenameAsync(session.AccountId, name, newName, cancellationToken);
        return renamed ? ImapReply.Ok("Renamed") : ImapReply.No("Mailbox exists", "ALREADYEXISTS");
    }

    // RFC 9051: renaming INBOX moves its messages to the new mailbox and leaves INBOX empty.
    private static async Task<bool> MoveInboxAsync(ImapSession session, Mailbox inbox, string newName, CancellationToken cancellationToken)
    {
        if (!await session.Store.CreateAsync(session.AccountId, newName, cancellationToken)
            || await session.Store.FindAsync(session.AccountId, newName, cancellationToken) is not { } target)
        {
            return false;
        }

        var moved = await session.Store.CopyAsync(inbox.Id, await session.Store.ReadUidsAsync(inbox.Id, cancellationToken), target.Id, cancellationToken);
        await session.Store.ExpungeAsync(inbox.Id, [.. moved.Select(pair => pair.Source)], cancellationToken);
        return true;
    }
}
