using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>UID (RFC 9051 section 6.4.9) before a command that names messages.</summary>
internal sealed class UidCommand : IImapCommand
{
    public string Name => "UID";

    public ImapStates States => ImapStates.Selected;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Atom().ToUpperInvariant();
        return ImapCommandTable.Find(name) is IImapUidCommand command
            ? command.ExecuteAsync(session, parser, byUid: true, cancellationToken)
            : Task.FromResult(ImapReply.Bad("Unknown UID command"));
    }
}
