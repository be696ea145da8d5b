using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>SELECT (RFC 9051 section 6.3.2).</summary>
internal sealed class SelectCommand : IImapCommand
{
    public string Name => "SELECT";

    public ImapStates States => ImapStates.LoggedIn;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken) =>
        MailboxSelection.SelectAsync(session, parser, readOnly: false, cancellationToken);
}
