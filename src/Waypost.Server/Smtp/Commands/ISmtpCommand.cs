using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>An SMTP command.</summary>
internal interface ISmtpCommand
{
    /// <summary>The verb, in upper case.</summary>
    string Verb { get; }

    /// <summary>Parses the argument, does the work, and returns the reply.</summary>
    ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken);
}
