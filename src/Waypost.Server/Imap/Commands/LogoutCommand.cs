using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>LOGOUT (RFC 9051 section 6.1.3).</summary>
internal sealed class LogoutCommand : IImapCommand
{
    public string Name => "LOGOUT";

    public ImapStates States => ImapStates.Any;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        session.Ended = true;
        session.Selected = null;
        session.Writer.Untagged("BYE Until next time");
        return Task.FromResult(ImapReply.Ok("Logged out"));
    }
}
