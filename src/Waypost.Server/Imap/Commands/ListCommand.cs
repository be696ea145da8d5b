using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>LIST (RFC 9051 section 6.3.9) with its extensions.</summary>
internal sealed class ListCommand : IImapCommand
{
    public string Name => "LIST";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "CHILDREN LIST-EXTENDED LIST-STATUS LIST-MYRIGHTS SPECIAL-USE";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var request = ListRequest.Parse(parser);
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        await MailboxListing.WriteAsync(session, Name, request, cancellationToken);
        return ImapReply.Ok("Listed");
    }
}
