using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>LOGIN (RFC 9051 section 6.2.3).</summary>
internal sealed class LoginCommand : IImapCommand
{
    public string Name => "LOGIN";

    public ImapStates States => ImapStates.NotAuthenticated;

    // RFC 9051 section 6.2.3: clients must not even try.
    public string? CapabilityIn(ImapSession session) => session.MayLogIn ? null : "LOGINDISABLED";

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
