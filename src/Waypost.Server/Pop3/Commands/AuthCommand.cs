using System.Text;
using Waypost.Mail.Authentication;

namespace Waypost.Server.Pop3.Commands;

/// <summary>AUTH (RFC 5034) with the mechanisms of the table, with or without an initial response.</summary>
internal sealed class AuthCommand : IPop3Command
{
    public string Name => "AUTH";

    public Pop3States States => Pop3States.Authorization;

    public string? Capability => "SASL";

    public string? CapabilityIn(Pop3Session session) =>
        session.MayLogIn ? "SASL " + string.Join(' ', SaslMechanismTable.NamesIn(session.SaslContext)) : null;

    public async Task ExecuteAsync(Pop3Session session, string argument, CancellationToken cancellationToken)
    {
        var words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!session.MayLogIn)
        {
            await session.ErrAsync("[SYS/PERM] Start TLS first: a password is not taken in the clear", cancellationToken);
            return;
        }

        if (words.Length is 0 or > 2 || SaslMechanismTable.Find(session.SaslContext, words[0]) is not { } mechanism)
        {
            await session.ErrAsync("Unknown mechanism", cancellationToken);
            return;
        }

        var dialog = new SaslDialog(mechanism.Begin(session.SaslContext));
        var step = await dialog.BeginAsync(words.Length == 2 ? words[1] : null, cancellationToken);
        while (step.Status == SaslStatus.Continue)
        {
            await session.ContinueAsync(Convert.ToBase64String(step.Challenge.Span), cancellationToken);
            step = await session.ReadLineAsync(cancellationToken) is { TooLong: false } line
                ? await dialog.RespondAsync(Encoding.ASCII.GetString(line.Octets.Span), cancellationToken)
                : new SaslStep(SaslStatus.Cancelled);
        }

        await (step.Status switch
        {
            SaslStatus.Success => session.OpenAsync(step.Login!, cancellationToken),
            SaslStatus.Cancelled => session.ErrAsync("Authentication cancelled", cancellationToken),
            _ => session.FailLoginAsync(cancellationToken),
        });
    }
}
