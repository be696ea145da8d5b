using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>MOVE (RFC 6851), in one transaction.</summary>
internal sealed class MoveCommand : IImapUidCommand
{
    public string Name => "MOVE";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "MOVE";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var set = parser.Space().Sequence();
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var selected = session.Selected!;
        if (selected.ReadOnly)
        {
            return ImapReply.No("Mailbox is read-only", "READ-ONLY");
        }

        if (await session.Store.FindAsync(session.AccountId, name, cancellationToken) is not { } target)
        {
            return ImapReply.No("No such mailbox", "TRYCREATE");
        }

        var found = selected.Find(set, byUid);
        var moved = await session.Store.MoveAsync(selected.Mailbox.Id, [.. found.Select(message => message.Entry.Uid)], target.Id, cancellationToken);
        if (CopyCommand.Refused(moved.Outcome) is { } refused)
        {
            return refused;
        }

        if (CopyCommand.CopyUid(target, moved.Pairs) is { } code)
        {
            // RFC 6851 section 4.3: the code comes before the EXPUNGE responses, which the refresh sends.
            session.Writer.Untagged($"OK [{code}] Moved");
        }

        return ImapReply.Ok("Moved");
    }
}
