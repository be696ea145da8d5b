using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>AUTHENTICATE PLAIN (RFC 9051 section 6.2.2, RFC 4616), with or without an initial response (RFC 4959).</summary>
internal sealed class AuthenticateCommand : IImapCommand
{
    public string Name => "AUTHENTICATE";

    public ImapStates States => ImapStates.NotAuthenticated;

    public string? Capability => "AUTH=PLAIN SASL-IR";

    public string? CapabilityIn(ImapSession session) => session.MayLogIn ? Capability : "SASL-IR";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var mechanism = parser.Space().Atom().ToUpperInvariant();
        var response = parser.TryTake(' ') ? parser.Atom() : null;
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (mechanism != "PLAIN")
        {
            return ImapReply.No("Only PLAIN is known");
        }

        if (response is null)
        {
            await session.ContinueAsync("", cancellationToken);
            response = await session.ReadLineAsync(cancellationToken);
        }

        return response is null or "*"
            ? ImapReply.Bad("Authentication cancelled")
            : await session.LogInAsync(PlainCredentials.Parse(response), cancellationToken);
    }
}
