using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>MYRIGHTS (RFC 4314 section 3.5).</summary>
internal sealed class MyRightsCommand : IImapCommand
{
    public string Name => "MYRIGHTS";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (await MailboxAccess.FindAsync(session, name, cancellationToken) is not { } access)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        session.Writer.Untagged($"MYRIGHTS {session.Wire(name)} {access.Rights}");
        return ImapReply.Ok("Rights sent");
    }
}
