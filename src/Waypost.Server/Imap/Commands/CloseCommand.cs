using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>CLOSE (RFC 9051 section 6.4.1): expunges silently, unless the mailbox was examined.</summary>
internal sealed class CloseCommand : IImapCommand
{
    public string Name => "CLOSE";

    public ImapStates States => ImapStates.Selected;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var selected = session.Selected!;
        var deleted = selected.ReadOnly || !selected.May('e') ? [] : (await selected.CurrentAsync(cancellationToken)).Entries.Where(message => message.Flags.Has(ImapFlags.Deleted)).Select(message => message.Uid).ToList();
        session.Selected = null;
        if (deleted.Count > 0)
        {
            await session.Store.ExpungeAsync(selected.Mailbox.Id, deleted, cancellationToken);
        }

        return ImapReply.Ok("Closed");
    }
}
