using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>DELETEACL (RFC 4314 section 3.2).</summary>
internal sealed class DeleteAclCommand : IImapCommand
{
    public string Name => "DELETEACL";

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

        await session.Stores.Rights.SetAsync(target.Access!.Mailbox.Id, identifier, "", cancellationToken);
        return ImapReply.Ok("Entry removed");
    }
}
