using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>LSUB (RFC 3501 section 6.3.9).</summary>
internal sealed class LsubCommand : IImapCommand
{
    public string Name => "LSUB";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var reference = parser.Space().ListPattern();
        var pattern = parser.Space().ListPattern();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        await MailboxListing.WriteAsync(session, Name, reference, pattern, subscribedOnly: true, cancellationToken);
        return ImapReply.Ok("Listed");
    }
}
