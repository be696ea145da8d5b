using System.Text;
using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>GETACL (RFC 4314 section 3.3).</summary>
internal sealed class GetAclCommand : IImapCommand
{
    public string Name => "GETACL";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "ACL RIGHTS=kxte";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var target = await AclTarget.FindAsync(session, name, cancellationToken);
        if (target.Refusal is { } refusal)
        {
            return refusal;
        }

        var text = new StringBuilder($"ACL {session.Wire(name)} {ImapText.QuoteUtf8(target.Owner(session))} {MailboxRight.All}");
        foreach (var entry in await session.Stores.Rights.ReadAsync(target.Access!.Mailbox.Id, cancellationToken))
        {
            text.Append(' ').Append(ImapText.QuoteUtf8(entry.Identifier)).Append(' ').Append(entry.Rights);
        }

        session.Writer.Untagged(text.ToString());
        return ImapReply.Ok("Rights sent");
    }
}
