using Waypost.Mail.Smtp;
using Waypost.Mail.Tables;

namespace Waypost.Server.Smtp.Commands;

/// <summary>VRFY (RFC 5321 section 3.5): says who has a mailbox to those that <c>Smtp:VerifyPolicy</c> names, and nothing to others.</summary>
internal sealed class VrfyCommand : ISmtpCommand
{
    public string Verb => "VRFY";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (argument.Length == 0)
        {
            return new(SmtpReply.Of(501, "5.5.4", "Syntax: VRFY string"));
        }

        if (!session.MayVerify)
        {
            return new(SmtpReply.Of(252, "2.5.2", "Cannot VRFY user, but will accept message and attempt delivery"));
        }

        if (!VerifiedAddress.TryRead(argument, out string address))
        {
            return new(SmtpReply.Of(553, "5.1.3", "Bad address syntax"));
        }

        ResolvedRecipient resolved = RecipientResolver.Resolve(session.Backend.Tables, address);
        return new(resolved.Reply is not null ? SmtpReply.FromText(resolved.Reply)
            : resolved.Recipients.Any(recipient => recipient.Account is not null) ? SmtpReply.Of(250, "2.1.5", $"<{address}>")
            : SmtpReply.Of(252, "2.5.2", $"<{address}>"));
    }
}
