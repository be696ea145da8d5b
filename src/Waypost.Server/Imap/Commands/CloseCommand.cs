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
        session.Selected = null;
        if (!selected.ReadOnly)
        {
            var messages = await session.Store.ReadIndexAsync(selected.Mailbox.Id, 0, cancellationToken);
            await session.Store.ExpungeAsync(selected.Mailbox.Id, [.. messages.Where(message => message.Flags.Has(ImapFlags.Deleted)).Select(message => message.Uid)], cancellationToken);
        }

        return ImapReply.Ok("Closed");
    }
}
