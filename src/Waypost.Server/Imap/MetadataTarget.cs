namespace Waypost.Server.Imap;

/// <summary>What annotations belong to: a mailbox, or the server when there is none.</summary>
internal sealed record MetadataTarget(long? MailboxId, MailboxAccess? Access, ImapReply? Refusal)
{
    public static async Task<MetadataTarget> FindAsync(ImapSession session, string name, CancellationToken cancellationToken)
    {
        if (name.Length == 0)
        {
            return new(null, null, null);
        }

        return await MailboxAccess.FindAsync(session, name, cancellationToken) is not { } access
            ? new(null, null, ImapReply.No("No such mailbox", "NONEXISTENT"))
            : new(access.Mailbox.Id, access, access.May('r') ? null : MailboxAccess.NoPermission);
    }
}
