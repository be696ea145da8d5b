using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>HELO (RFC 5321 section 4.1.1.1).</summary>
internal sealed class HeloCommand : ISmtpCommand
{
    public string Verb => "HELO";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (session.Role == SmtpRole.Lmtp)
        {
            return new(SmtpReply.Of(500, "5.5.1", "This is LMTP: say LHLO"));
        }

        if (!HeloName.TryRead(argument, out string name))
        {
            return new(SmtpReply.Of(501, "5.5.4", "Syntax: HELO domain"));
        }

        session.Greet(name, extended: false);
        return new(SmtpReply.Of(250, null, session.Backend.Options.HostName));
    }
}
