using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>CREATE (RFC 9051 section 6.3.4).</summary>
internal sealed class CreateCommand : IImapCommand
{
    public string Name => "CREATE";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        await MailboxListing.CreateSuperiorsAsync(session.Store, session.AccountId, name, cancellationToken);
        return await session.Store.CreateAsync(session.AccountId, name, cancellationToken)
            ? ImapReply.Ok("Created")
            : ImapReply.No("Mailbox exists", "ALREADYEXISTS");
    }
}
