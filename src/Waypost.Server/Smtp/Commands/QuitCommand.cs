using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>QUIT (RFC 5321 section 4.1.1.10).</summary>
internal sealed class QuitCommand : ISmtpCommand
{
    public string Verb => "QUIT";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken) =>
        new(SmtpReply.Of(221, "2.0.0", $"{session.Backend.Options.HostName} closing connection", closes: true));
}
