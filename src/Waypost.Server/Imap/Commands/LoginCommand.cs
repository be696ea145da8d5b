using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>LOGIN (RFC 9051 section 6.2.3).</summary>
internal sealed class LoginCommand : IImapCommand
{
    public string Name => "LOGIN";

    public ImapStates States => ImapStates.NotAuthenticated;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var userName = parser.Space().AString();
        var password = parser.Space().AString();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        return await session.LogInAsync(new(userName, password), cancellationToken);
    }
}
