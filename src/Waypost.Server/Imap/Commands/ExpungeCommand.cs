using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>EXPUNGE (RFC 9051 section 6.4.3) and UID EXPUNGE (RFC 4315).</summary>
internal sealed class ExpungeCommand : IImapUidCommand
{
    public string Name => "EXPUNGE";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "UIDPLUS";

    public bool UsesSequenceNumbers => false;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var set = byUid ? parser.Space().Sequence() : null;
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var selected = session.Selected!;
        if (selected.ReadOnly)
        {
            return ImapReply.No("Mailbox is read-only", "READ-ONLY");
        }

        if (!selected.May('e'))
        {
            return MailboxAccess.NoPermission;
        }

        // Flags may be another session's news; the refresh at the end of the command tells the client of each EXPUNGE.
        await session.RefreshAsync(allowExpunge: true, cancellationToken);
        var named = set is null ? selected.Messages : selected.Find(set, byUid: true).Select(message => message.Entry);
        var expunged = await session.Store.ExpungeAsync(selected.Mailbox.Id, [.. named.Where(message => message.Flags.Has(ImapFlags.Deleted)).Select(message => message.Uid)], cancellationToken);
        return expunged.Uids.Count > 0 && session.Has(ImapModes.QResync)
            ? ImapReply.Ok("Expunged", FormattableString.Invariant($"HIGHESTMODSEQ {expunged.ModSeq}"))
            : ImapReply.Ok("Expunged");
    }
}
