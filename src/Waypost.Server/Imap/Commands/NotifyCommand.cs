using Waypost.Mail.Imap;
using Waypost.Server.Imap.Notifying;

namespace Waypost.Server.Imap.Commands;

/// <summary>NOTIFY (RFC 5465): changes are told without IDLE, of mailboxes that are not selected too.</summary>
internal sealed class NotifyCommand : IImapCommand
{
    public string Name => "NOTIFY";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "NOTIFY";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var request = NotifyRequest.Parse(parser);
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (request.UnknownEvents.Count > 0)
        {
            return ImapReply.No("Unknown event", $"BADEVENT ({NotifyRequest.KnownEvents})");
        }

        session.Notifier = request.Groups.Count == 0 ? null : new Notifier(session, request);
        if (session.Notifier is not null)
        {
            await Notifications.BeginAsync(session, cancellationToken);
        }

        return ImapReply.Ok("Notifications are as asked for");
    }
}
