using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>HELP (RFC 5321 section 4.1.1.8): the verbs of the command table.</summary>
internal sealed class HelpCommand : ISmtpCommand
{
    public string Verb => "HELP";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken) =>
        new(new SmtpReply(214, "2.0.0", ["Commands:", string.Join(' ', SmtpCommandTable.All.Select(entry => entry.Command.Verb)), "End of HELP info"]));
}
