using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>LHLO (RFC 2033 section 4.1): EHLO of LMTP.</summary>
internal sealed class LhloCommand : ISmtpCommand
{
    public string Verb => "LHLO";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken) =>
        new(session.Role == SmtpRole.Lmtp ? EhloCommand.Greet(session, Verb, argument) : SmtpReply.Of(500, "5.5.2", "Command not recognized"));
}
