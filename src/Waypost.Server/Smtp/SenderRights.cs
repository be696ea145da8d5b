using MimeKit;
using Waypost.Mail.Addresses;
using Waypost.Mail.Smtp;
using Waypost.Mail.Tables;

namespace Waypost.Server.Smtp;

/// <summary>What <c>Smtp:SenderCheck</c> asks of who submits (RFC 6409 section 6.1): an address belongs to an account when mail to it comes to that account.</summary>
internal static class SenderRights
{
    public static SmtpReply? Check(SmtpSession session, EnvelopeAddress reversePath) =>
        session.Backend.Options.SenderCheck == SenderCheck.None || session.Login is null || Owns(session, reversePath.ToString())
            ? null
            : SmtpReply.Of(553, "5.7.1", $"<{reversePath}> is not an address of the account that has logged in");

    /// <summary>Checks the addresses of the From field.</summary>
    public static SmtpReply? CheckFrom(SmtpSession session, ReadOnlyMemory<byte> content)
    {
        if (session.Backend.Options.SenderCheck != SenderCheck.ReversePathAndFrom || session.Login is null)
        {
            return null;
        }

        foreach (string field in HeaderFields.Values(content.Span, "From"))
        {
            if (!InternetAddressList.TryParse(field, out InternetAddressList? addresses)
                || addresses.Mailboxes.FirstOrDefault(mailbox => !Owns(session, mailbox.Address)) is not null)
            {
                return SmtpReply.Of(550, "5.7.1", "The From field has an address that is not of the account that has logged in");
            }
        }

        return null;
    }

    private static bool Owns(SmtpSession session, string address) =>
        EnvelopeAddress.TryParse(address, out _)
        && RecipientResolver.Resolve(session.Backend.Tables, address).Recipients.Any(recipient =>
            string.Equals(recipient.Account, session.Login!.Name, StringComparison.OrdinalIgnoreCase));
}
