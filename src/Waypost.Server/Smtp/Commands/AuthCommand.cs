using System.Text;
using Microsoft.Extensions.Logging;
using Waypost.Mail.Smtp;
using Waypost.Mail.Store;

namespace Waypost.Server.Smtp.Commands;

/// <summary>AUTH (RFC 4954) with the mechanisms PLAIN (RFC 4616) and LOGIN.</summary>
internal sealed partial class AuthCommand : ISmtpCommand
{
    private const string UserNamePrompt = "VXNlcm5hbWU6"; // Username:
    private const string PasswordPrompt = "UGFzc3dvcmQ6"; // Password:

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
        string? initial = parts.Length == 2 ? parts[1] : null;
        return parts.Length is 0 or > 2 ? SmtpReply.Of(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]")
            : parts[0].Equals("PLAIN", StringComparison.OrdinalIgnoreCase) ? await PlainAsync(session, initial, cancellationToken)
            : parts[0].Equals("LOGIN", StringComparison.OrdinalIgnoreCase) ? LoginUserName(session, initial)
            : SmtpReply.Of(504, "5.5.4", "Authentication mechanism not recognized");
    }

    private static async ValueTask<SmtpReply> PlainAsync(SmtpSession session, string? response, CancellationToken cancellationToken)
    {
        if (response is null)
        {
            session.Continuation = (line, ct) => PlainAsync(session, line, ct);
            return SmtpReply.Of(334, null, "");
        }

        if (response == "*")
        {
            return Cancelled();
        }

        // authzid NUL authcid NUL passwd
        if (!TryDecode(response, out string text) || text.Split('\0') is not [string identity, string userName, string password])
        {
            return Undecodable();
        }

        return identity.Length > 0 && !identity.Equals(userName, StringComparison.OrdinalIgnoreCase)
            ? Invalid(session)
            : await CheckAsync(session, userName, password, cancellationToken);
    }

    private static SmtpReply LoginUserName(SmtpSession session, string? response)
    {
        if (response is null)
        {
            session.Continuation = (line, _) => new(LoginUserName(session, line));
            return SmtpReply.Of(334, null, UserNamePrompt);
        }

        if (response == "*")
        {
            return Cancelled();
        }

        if (!TryDecode(response, out string userName))
        {
            return Undecodable();
        }

        session.Continuation = (line, ct) => LoginPasswordAsync(session, userName, line, ct);
        return SmtpReply.Of(334, null, PasswordPrompt);
    }

    private static async ValueTask<SmtpReply> LoginPasswordAsync(SmtpSession session, string userName, string response, CancellationToken cancellationToken) =>
        response == "*" ? Cancelled()
        : !TryDecode(response, out string password) ? Undecodable()
        : await CheckAsync(session, userName, password, cancellationToken);

    private static async ValueTask<SmtpReply> CheckAsync(SmtpSession session, string userName, string password, CancellationToken cancellationToken)
    {
        AccountLogin? login;
        try
        {
            login = await session.Backend.Accounts.AuthenticateAsync(userName, password, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnavailable(session.Backend.Logger, e, session.Id);
            return SmtpReply.Of(454, "4.7.0", "Temporary authentication failure");
        }

        if (login is null)
        {
            return Invalid(session);
        }

        session.Login = login;
        return SmtpReply.Of(235, "2.7.0", "Authentication successful");
    }

    private static SmtpReply Invalid(SmtpSession session)
    {
        LogInvalid(session.Backend.Logger, session.Id, session.Client.Address?.ToString());
        return ++session.AuthFailures >= session.Backend.Options.MaxAuthFailures
            ? SmtpReply.Of(421, "4.7.0", $"{session.Backend.Options.HostName} Too many authentication failures", closes: true)
            : SmtpReply.Of(535, "5.7.8", "Authentication credentials invalid");
    }

    private static SmtpReply Cancelled() => SmtpReply.Of(501, "5.7.0", "Authentication cancelled");

    private static SmtpReply Undecodable() => SmtpReply.Of(501, "5.5.2", "Cannot decode the response");

    // "=" is the empty initial response (RFC 4954 section 4).
    private static bool TryDecode(string response, out string text)
    {
        byte[] octets = new byte[response.Length];
        int count = 0;
        bool good = response == "=" || Convert.TryFromBase64String(response, octets, out count);
        text = good ? Encoding.UTF8.GetString(octets, 0, count) : "";
        return good;
    }

    [LoggerMessage(2030, LogLevel.Warning, "SMTP {Session}: authentication failed from {Client}")]
    private static partial void LogInvalid(ILogger logger, string session, string? client);

    [LoggerMessage(2031, LogLevel.Error, "SMTP {Session}: the account directory failed")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, string session);
}
