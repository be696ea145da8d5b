using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>STARTTLS (RFC 3207).</summary>
internal sealed class StartTlsCommand : ISmtpCommand
{
    public string Verb => "STARTTLS";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (argument.Length > 0)
        {
            return new(SmtpReply.Of(501, "5.5.4", "STARTTLS takes no argument"));
        }

        if (!session.Client.CanStartTls)
        {
            return new(session.Client.IsTls
                ? SmtpReply.Of(503, "5.5.1", "TLS is in use already")
                : SmtpReply.Of(502, "5.5.1", "TLS is not offered here"));
        }

        session.StartsTls = true;
        return new(SmtpReply.Of(220, "2.0.0", "Ready to start TLS"));
    }
}
