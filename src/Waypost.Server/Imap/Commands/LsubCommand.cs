using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>LSUB (RFC 3501 section 6.3.9).</summary>
internal sealed class LsubCommand : IImapCommand
{
    public string Name => "LSUB";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var request = ListRequest.ParseLsub(parser);
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        await MailboxListing.WriteAsync(session, Name, request, cancellationToken);
        return ImapReply.Ok("Listed");
    }
}
