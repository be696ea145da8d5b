using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>LIST (RFC 3501 section 6.3.8).</summary>
internal sealed class ListCommand : IImapCommand
{
    public string Name => "LIST";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "CHILDREN";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var reference = parser.Space().ListPattern();
        var pattern = parser.Space().ListPattern();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        await MailboxListing.WriteAsync(session, Name, reference, pattern, subscribedOnly: false, cancellationToken);
        return ImapReply.Ok("Listed");
    }
}
