using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;
using Waypost.Mail.Tables;

namespace Waypost.Server.Smtp.Commands;

/// <summary>EXPN (RFC 5321 section 3.5): the members of a list, to those that <c>Smtp:VerifyPolicy</c> names.</summary>
internal sealed class ExpnCommand : ISmtpCommand
{
    private const int MaxMembers = 1000;

    public string Verb => "EXPN";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (!session.MayVerify)
        {
            return new(SmtpReply.Of(502, "5.7.0", "EXPN is not allowed here"));
        }

        if (!VerifiedAddress.TryRead(argument, out string address))
        {
            return new(SmtpReply.Of(501, "5.5.4", "Syntax: EXPN string"));
        }

        ResolvedRecipient resolved = RecipientResolver.Resolve(session.Backend.Tables, address);
        string[] members = [.. resolved.Recipients.Select(Name).OfType<string>().Take(MaxMembers)];
        return new(resolved.Reply is not null ? SmtpReply.FromText(resolved.Reply)
            : members.Length == 0 ? SmtpReply.Of(252, "2.5.2", $"<{address}>")
            : new SmtpReply(250, "2.1.5", members));
    }

    // Files and commands are nobody's business.
    private static string? Name(QueueRecipient recipient) =>
        recipient.Account is not null ? $"<{recipient.Account}>" : recipient.RemoteAddress is not null ? $"<{recipient.RemoteAddress}>" : null;
}
