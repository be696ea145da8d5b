using Waypost.Mail.Authentication;
using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>AUTHENTICATE (RFC 9051 section 6.2.2) with the mechanisms of the table, with or without an initial response (RFC 4959).</summary>
internal sealed class AuthenticateCommand : IImapCommand
{
    public string Name => "AUTHENTICATE";

    public ImapStates States => ImapStates.NotAuthenticated;

    public string? CapabilityIn(ImapSession session) =>
        session.MayLogIn ? string.Join(' ', SaslMechanismTable.NamesIn(session.SaslContext).Select(name => "AUTH=" + name).Append("SASL-IR")) : "SASL-IR";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Atom();
        var response = parser.TryTake(' ') ? parser.Atom() : null;
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (!session.MayLogIn)
        {
            return ImapReply.No("Start TLS first: a password is not taken in the clear", "PRIVACYREQUIRED");
        }

        if (SaslMechanismTable.Find(session.SaslContext, name) is not { } mechanism)
        {
            return ImapReply.No("Unknown mechanism", "CANNOT");
        }

        var dialog = new SaslDialog(mechanism.Begin(session.SaslContext));
        var step = await dialog.BeginAsync(response, cancellationToken);
        while (step.Status == SaslStatus.Continue)
        {
            await session.ContinueAsync(Convert.ToBase64String(step.Challenge.Span), cancellationToken);
            step = await session.ReadLineAsync(cancellationToken) is { } line ? await dialog.RespondAsync(line, cancellationToken) : new SaslStep(SaslStatus.Cancelled);
        }

        return step.Status == SaslStatus.Cancelled
            ? ImapReply.Bad("Authentication cancelled")
            : await session.FinishLoginAsync(step.Login, cancellationToken);
    }
}
