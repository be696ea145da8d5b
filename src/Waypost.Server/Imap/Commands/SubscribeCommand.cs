using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>SUBSCRIBE (RFC 9051 section 6.3.7).</summary>
internal sealed class SubscribeCommand : IImapCommand
{
    public string Name => "SUBSCRIBE";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        return await session.Store.SubscribeAsync(session.AccountId, name, subscribed: true, cancellationToken)
            ? ImapReply.Ok("Subscribed")
            : ImapReply.No("No such mailbox", "NONEXISTENT");
    }
}
