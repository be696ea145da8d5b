using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>EXAMINE (RFC 9051 section 6.3.3).</summary>
internal sealed class ExamineCommand : IImapCommand
{
    public string Name => "EXAMINE";

    public ImapStates States => ImapStates.LoggedIn;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken) =>
        MailboxSelection.SelectAsync(session, parser, readOnly: true, cancellationToken);
}
