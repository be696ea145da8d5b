using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>STATUS (RFC 9051 section 6.3.11).</summary>
internal sealed class StatusCommand : IImapCommand
{
    public string Name => "STATUS";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "STATUS=SIZE";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        var items = MailboxStatusItems.Parse(parser.Space());
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (await MailboxAccess.FindAsync(session, name, cancellationToken) is not { } access)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        if (!access.May('r'))
        {
            return MailboxAccess.NoPermission;
        }

        return await MailboxStatusItems.WriteAsync(session, access, items, cancellationToken) ? ImapReply.Ok("Status sent") : ImapReply.No("No such mailbox", "NONEXISTENT");
    }
}
