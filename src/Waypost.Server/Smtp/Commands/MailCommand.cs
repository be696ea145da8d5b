using Waypost.Mail.Smtp;
using Waypost.Server.Smtp.Extensions;

namespace Waypost.Server.Smtp.Commands;

/// <summary>MAIL (RFC 5321 section 4.1.1.2). The access entries judge the reverse-path at RCPT, as sendmail's delay_checks does.</summary>
internal sealed class MailCommand : ISmtpCommand
{
    public string Verb => "MAIL";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken) => new(Execute(session, argument));

    private static SmtpReply Execute(SmtpSession session, string argument)
    {
        if (session.Role == SmtpRole.Submission && session.Login is null)
        {
            return session.MayAuthenticate
                ? SmtpReply.Of(530, "5.7.0", "Authentication required")
                : SmtpReply.Of(530, "5.7.0", "Encryption and authentication required");
        }

        SmtpPathStatus status = SmtpPathArgument.TryParse(argument, "FROM", out SmtpPathArgument? mail, allowBareLocalPart: false);
        if (status != SmtpPathStatus.Good)
        {
            return status == SmtpPathStatus.BadAddress
                ? SmtpReply.Of(553, "5.1.7", "Bad reverse-path address syntax")
                : SmtpReply.Of(501, "5.5.4", "Syntax: MAIL FROM:<reverse-path>");
        }

        var envelope = new SmtpEnvelope(mail!.Path);
        foreach ((string keyword, string? value) in mail.Parameters)
        {
            if (SmtpExtensionTable.FindMailParameter(session, keyword) is not { } extension)
            {
                return SmtpReply.Of(555, "5.5.4", $"MAIL parameter {keyword} not recognized");
            }

            if (extension.ApplyMailParameter(session, envelope, keyword, value) is { } refusal)
            {
                return refusal;
            }
        }

        if (mail.Path is { NeedsUtf8: true } && !envelope.IsUtf8)
        {
            return SmtpReply.Of(550, "5.6.7", "An address beyond ASCII needs the SMTPUTF8 parameter");
        }

        if (mail.Path is { } path && SenderRights.Check(session, path) is { } notAllowed)
        {
            return notAllowed;
        }

        if (ClientTls.Check(session) is { } weak)
        {
            return weak;
        }

        session.Envelope = envelope;
        return SmtpReply.Of(250, "2.1.0", "Sender ok");
    }
}
