using Waypost.Mail.Imap;

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

        if (MailboxAccess.IsOtherUsers(name) || MailboxAccess.IsOtherUsers(newName))
        {
            return ImapReply.No("Only one's own mailboxes are renamed", "CANNOT");
        }

        if (newName.StartsWith(name + MailboxName.Delimiter, StringComparison.Ordinal) && name != MailboxName.Inbox)
        {
            return ImapReply.No("A mailbox cannot move below itself", "CANNOT");
        }

        if (await session.Store.FindAsync(session.AccountId, name, cancellationToken) is null)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        if (await session.Store.FindAsync(session.AccountId, newName, cancellationToken) is not null)
        {
            return ImapReply.No("Mailbox exists", "ALREADYEXISTS");
        }

        await MailboxListing.CreateSuperiorsAsync(session.Store, session.AccountId, newName, cancellationToken);

        // RFC 9051: renaming INBOX moves its messages and leaves an empty INBOX; the store sees to it.
        var renamed = await session.Store.RenameAsync(session.AccountId, name, newName, cancellationToken);
        return renamed ? ImapReply.Ok("Renamed") : ImapReply.No("Mailbox exists", "ALREADYEXISTS");
    }
}
