using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>VRFY (RFC 5321 section 3.5.3): never tells who has an account.</summary>
internal sealed class VrfyCommand : ISmtpCommand
{
    public string Verb => "VRFY";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken) =>
        new(argument.Length == 0
            ? SmtpReply.Of(501, "5.5.4", "Syntax: VRFY string")
            : SmtpReply.Of(252, "2.5.2", "Cannot VRFY user, but will accept message and attempt delivery"));
}
