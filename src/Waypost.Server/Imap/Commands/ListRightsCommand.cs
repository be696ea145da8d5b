using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>LISTRIGHTS (RFC 4314 section 3.4): every right stands by itself; the owner has all.</summary>
internal sealed class ListRightsCommand : IImapCommand
{
    public string Name => "LISTRIGHTS";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        var identifier = parser.Space().AString();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var target = await AclTarget.FindAsync(session, name, cancellationToken);
        if (target.Refusal is { } refusal)
        {
            return refusal;
        }

        var isOwner = identifier.Equals(target.Owner(session), StringComparison.OrdinalIgnoreCase);
        var rights = isOwner ? MailboxRight.All : "\"\" " + string.Join(' ', MailboxRight.All.ToCharArray());
        session.Writer.Untagged($"LISTRIGHTS {session.Wire(name)} {ImapText.QuoteUtf8(identifier)} {rights}");
        return ImapReply.Ok("Rights listed");
    }
}
