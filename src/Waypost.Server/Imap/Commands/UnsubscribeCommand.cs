using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>UNSUBSCRIBE (RFC 9051 section 6.3.8).</summary>
internal sealed class UnsubscribeCommand : IImapCommand
{
    public string Name => "UNSUBSCRIBE";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        return await session.Store.SubscribeAsync(session.AccountId, name, subscribed: false, cancellationToken)
            ? ImapReply.Ok("Unsubscribed")
            : ImapReply.No("No such mailbox", "NONEXISTENT");
    }
}
