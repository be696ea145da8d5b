using Waypost.Mail.Smtp;
using Waypost.Server.Smtp.Extensions;

namespace Waypost.Server.Smtp.Commands;

/// <summary>EHLO (RFC 5321 section 4.1.1.1); its lines come out of the extension table.</summary>
internal sealed class EhloCommand : ISmtpCommand
{
    public string Verb => "EHLO";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken) =>
        new(session.Role == SmtpRole.Lmtp ? SmtpReply.Of(500, "5.5.1", "This is LMTP: say LHLO") : Greet(session, Verb, argument));

    /// <summary>Answers EHLO, or LHLO, which is the same.</summary>
    public static SmtpReply Greet(SmtpSession session, string verb, string argument)
    {
        if (!HeloName.TryRead(argument, out string name))
        {
            return SmtpReply.Of(501, "5.5.4", $"Syntax: {verb} domain");
        }

        session.Greet(name, extended: true);
        IEnumerable<string> lines = SmtpExtensionTable.All.Select(extension => extension.EhloLine(session)).OfType<string>();
        return new SmtpReply(250, null, [session.Backend.Options.HostName, .. lines]);
    }
}
