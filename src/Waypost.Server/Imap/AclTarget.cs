using Waypost.Mail.Imap;

namespace Waypost.Server.Imap;

/// <summary>The mailbox of an access control command, or the reply to a client that may not administer it.</summary>
internal sealed record AclTarget(MailboxAccess? Access, ImapReply? Refusal)
{
    /// <summary>RFC 4314 section 4: the right <c>a</c> is needed; a mailbox that the client may not even look up does not exist for it.</summary>
    public static async Task<AclTarget> FindAsync(ImapSession session, string name, CancellationToken cancellationToken)
    {
        if (await MailboxAccess.FindAsync(session, name, cancellationToken) is not { } access)
        {
            return new(null, ImapReply.No("No such mailbox", "NONEXISTENT"));
        }

        return access.May('a') ? new(access, null) : new(access, access.May('l') ? MailboxAccess.NoPermission : ImapReply.No("No such mailbox", "NONEXISTENT"));
    }

    /// <summary>The name of the account that owns the mailbox.</summary>
    public string Owner(ImapSession session) =>
        Access!.Mailbox.AccountId == session.AccountId ? session.Account!.Name : Access.Name.Split(MailboxName.Delimiter)[1];
}
