using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>RSET (RFC 5321 section 4.1.1.5): the transaction ends, the greeting and the login stay.</summary>
internal sealed class RsetCommand : ISmtpCommand
{
    public string Verb => "RSET";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (argument.Length > 0)
        {
            return new(SmtpReply.Of(501, "5.5.4", "RSET takes no argument"));
        }

        session.Envelope = null;
        return new(SmtpReply.Of(250, "2.0.0", "Reset"));
    }
}
