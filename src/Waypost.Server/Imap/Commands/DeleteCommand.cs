using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>DELETE (RFC 9051 section 6.3.5). Mailboxes below stay.</summary>
internal sealed class DeleteCommand : IImapCommand
{
    public string Name => "DELETE";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (name == MailboxName.Inbox)
        {
            return ImapReply.No("INBOX cannot be deleted", "CANNOT");
        }

        if (await MailboxAccess.FindAsync(session, name, cancellationToken) is not { } access)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        if (!access.May('x') || access.Mailbox.Name == MailboxName.Inbox)
        {
            return MailboxAccess.NoPermission;
        }

        return await session.Store.DeleteAsync(access.Mailbox.AccountId, access.Mailbox.Name, cancellationToken)
            ? ImapReply.Ok("Deleted")
            : ImapReply.No("No such mailbox", "NONEXISTENT");
    }
}
