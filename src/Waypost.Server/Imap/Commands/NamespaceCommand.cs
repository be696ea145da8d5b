using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>NAMESPACE (RFC 2342): personal mailboxes only.</summary>
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

        session.Writer.Untagged($"NAMESPACE ((\"\" \"{MailboxName.Delimiter}\")) NIL NIL");
        return Task.FromResult(ImapReply.Ok("One namespace"));
    }
}
