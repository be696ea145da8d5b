using Waypost.Mail.Smtp;
using Waypost.Server.Smtp.Extensions;

namespace Waypost.Server.Smtp.Commands;

/// <summary>EHLO (RFC 5321 section 4.1.1.1); its lines come out of the extension table.</summary>
internal sealed class EhloCommand : ISmtpCommand
{
    public string Verb => "EHLO";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (!HeloName.TryRead(argument, out string name))
        {
            return new(SmtpReply.Of(501, "5.5.4", "Syntax: EHLO domain"));
        }

        session.Greet(name, extended: true);
        IEnumerable<string> lines = SmtpExtensionTable.All.Select(extension => extension.EhloLine(session)).OfType<string>();
        return new(new SmtpReply(250, null, [session.Backend.Options.HostName, .. lines]));
    }
}
