using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>SETACL (RFC 4314 section 3.1).</summary>
internal sealed class SetAclCommand : IImapCommand
{
    private const int MaxIdentifier = 255;

    public string Name => "SETACL";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        var identifier = parser.Space().AString();
        var change = parser.Space().AString();
        if (identifier.Length is 0 or > MaxIdentifier)
        {
            parser.Fail("Bad identifier");
        }

        var sign = change.Length > 0 && change[0] is '+' or '-' ? change[0] : '=';
        if (MailboxRight.Normalize(sign == '=' ? change : change[1..]) is not { } rights)
        {
            parser.Fail("Unknown right");
            rights = "";
        }

        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var target = await AclTarget.FindAsync(session, name, cancellationToken);
        return target.Refusal ?? await SetAsync(session, target, identifier, sign, rights, cancellationToken);
    }

    private static async Task<ImapReply> SetAsync(ImapSession session, AclTarget target, string identifier, char sign, string rights, CancellationToken cancellationToken)
    {
        if (identifier.TrimStart('-').Equals(target.Owner(session), StringComparison.OrdinalIgnoreCase))
        {
            return ImapReply.No("The owner has every right", "CANNOT");
        }

        var before = "";
        if (sign != '=')
        {
            var list = await session.Stores.Rights.ReadAsync(target.Access!.Mailbox.Id, cancellationToken);
            before = list.FirstOrDefault(entry => entry.Identifier.Equals(identifier, StringComparison.OrdinalIgnoreCase))?.Rights ?? "";
        }

        var after = sign switch
        {
            '+' => MailboxRight.Normalize(before + rights)!,
            '-' => string.Concat(before.Where(right => !rights.Contains(right, StringComparison.Ordinal))),
            _ => rights,
        };
        return await session.Stores.Rights.SetAsync(target.Access!.Mailbox.Id, identifier, after, cancellationToken)
            ? ImapReply.Ok("Rights set")
            : ImapReply.No("Too many entries", "LIMIT");
    }
}
