using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>NOOP (RFC 5321 section 4.1.1.9).</summary>
internal sealed class NoopCommand : ISmtpCommand
{
    public string Verb => "NOOP";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken) =>
        new(SmtpReply.Of(250, "2.0.0", "OK"));
}
