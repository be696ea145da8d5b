using Microsoft.Extensions.Logging;
using Waypost.Mail.Authentication;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>AUTH (RFC 4954) with the mechanisms of the table.</summary>
internal sealed partial class AuthCommand : ISmtpCommand
{
    public string Verb => "AUTH";

    public async ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (session.Role != SmtpRole.Submission)
        {
            return SmtpReply.Of(503, "5.5.1", "AUTH is offered on the submission port");
        }

        if (!session.MayAuthenticate)
        {
            return SmtpReply.Of(538, "5.7.11", "Encryption required for the requested authentication mechanism");
        }

        if (session.Login is not null)
        {
            return SmtpReply.Of(503, "5.5.1", "Already authenticated");
        }

        string[] parts = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2)
        {
            return SmtpReply.Of(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]");
        }

        if (SaslMechanismTable.Find(session.SaslContext, parts[0]) is not { } mechanism)
        {
            return SmtpReply.Of(504, "5.5.4", "Authentication mechanism not recognized");
        }

        var dialog = new SaslDialog(mechanism.Begin(session.SaslContext));
        return await ReplyAsync(session, dialog, () => dialog.BeginAsync(parts.Length == 2 ? parts[1] : null, cancellationToken));
    }

    private static async ValueTask<SmtpReply> ReplyAsync(SmtpSession session, SaslDialog dialog, Func<ValueTask<SaslStep>> step)
    {
        SaslStep result;
        try
        {
            result = await step();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnavailable(session.Backend.Logger, e, session.Id);
            return SmtpReply.Of(454, "4.7.0", "Temporary authentication failure");
        }

        switch (result.Status)
        {
            case SaslStatus.Continue:
                session.Continuation = (line, ct) => ReplyAsync(session, dialog, () => dialog.RespondAsync(line, ct));
                return SmtpReply.Of(334, null, Convert.ToBase64String(result.Challenge.Span));
            case SaslStatus.Success:
                session.Login = result.Login;
                return SmtpReply.Of(235, "2.7.0", "Authentication successful");
            case SaslStatus.Cancelled:
                return SmtpReply.Of(501, "5.7.0", "Authentication cancelled");
            case SaslStatus.Malformed:
                return SmtpReply.Of(501, "5.5.2", "Cannot decode the response");
            default:
                return Invalid(session);
        }
    }

    private static SmtpReply Invalid(SmtpSession session)
    {
        LogInvalid(session.Backend.Logger, session.Id, session.Client.Address?.ToString());
        return ++session.AuthFailures >= session.Backend.Options.MaxAuthFailures
            ? SmtpReply.Of(421, "4.7.0", $"{session.Backend.Options.HostName} Too many authentication failures", closes: true)
            : SmtpReply.Of(535, "5.7.8", "Authentication credentials invalid");
    }

    [LoggerMessage(2030, LogLevel.Warning, "SMTP {Session}: authentication failed from {Client}")]
    private static partial void LogInvalid(ILogger logger, string session, string? client);

    [LoggerMessage(2031, LogLevel.Error, "SMTP {Session}: the account directory failed")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, string session);
}
