using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>NAMESPACE (RFC 2342): one's own mailboxes at the root, those of others below their names.</summary>
internal sealed class NamespaceCommand : IImapCommand
{
    public string Name => "NAMESPACE";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "NAMESPACE";

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        session.Writer.Untagged($"NAMESPACE ((\"\" \"{MailboxName.Delimiter}\")) ((\"{MailboxAccess.OtherUsers}{MailboxName.Delimiter}\" \"{MailboxName.Delimiter}\")) NIL");
        return Task.FromResult(ImapReply.Ok("Namespaces listed"));
    }
}
