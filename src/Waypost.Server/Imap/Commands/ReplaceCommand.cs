using Waypost.Mail.Imap;
using Waypost.Server.Imap.Appending;

namespace Waypost.Server.Imap.Commands;

/// <summary>REPLACE (RFC 8508): a new message comes and the old one goes, in one.</summary>
internal sealed class ReplaceCommand : IImapUidCommand
{
    public string Name => "REPLACE";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "REPLACE";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var number = parser.Space().NonZeroNumber();
        var name = parser.Space().Mailbox();
        var item = AppendedItem.Parse(parser);
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var selected = session.Selected!;
        if (selected.ReadOnly)
        {
            return ImapReply.No("Mailbox is read-only", "READ-ONLY");
        }

        var access = await MailboxAccess.FindAsync(session, name, cancellationToken);
        if (CopyCommand.RefusedTarget(access) is { } refusal)
        {
            return refusal;
        }

        if (!selected.May('t') || !selected.May('e'))
        {
            return MailboxAccess.NoPermission;
        }

        var found = selected.Find(new SequenceSet([(number, number)]), byUid);
        if (found.Count == 0)
        {
            return byUid ? ImapReply.No("No such message", "NONEXISTENT") : ImapReply.Bad("No such message");
        }

        var assembler = new MessageAssembler(session);
        if (await assembler.AssembleAsync(item, access!, cancellationToken) is not { } message)
        {
            return assembler.Refusal!;
        }

        var replaced = await session.Store.ReplaceAsync(selected.Mailbox.Id, found[0].Entry.Uid, access!.Mailbox.Id, message, cancellationToken);
        if (CopyCommand.Refused(replaced.Outcome) is { } refused)
        {
            return refused;
        }

        // RFC 8508 section 3.4: the code comes before the EXPUNGE, which the refresh sends.
        session.Writer.Untagged(FormattableString.Invariant($"OK [APPENDUID {access.Mailbox.UidValidity} {SequenceSet.Format(replaced.Uids)}] Replacement is there"));
        return ImapReply.Ok("Replaced");
    }
}
