using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>UNSELECT (RFC 3691).</summary>
internal sealed class UnselectCommand : IImapCommand
{
    public string Name => "UNSELECT";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "UNSELECT";

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        session.Selected = null;
        return Task.FromResult(ImapReply.Ok("No mailbox is selected"));
    }
}
