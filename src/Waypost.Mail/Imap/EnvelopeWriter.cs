using System.Globalization;
using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace Waypost.Mail.Imap;

/// <summary>Writes ENVELOPE (RFC 9051 section 7.5.2). Text beyond ASCII is written as RFC 2047 encoded words, so the result is ASCII.</summary>
public static class EnvelopeWriter
{
    /// <summary>Appends the envelope of a message; all NIL without one.</summary>
    public static void Append(StringBuilder target, MimeMessage? message)
    {
        if (message is null)
        {
            target.Append("(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)");
            return;
        }

        target.Append('(').AppendNString(Text(message, HeaderId.Date)).Append(' ').AppendNString(Text(message, HeaderId.Subject)).Append(' ');
        AppendAddresses(target, message.From);

        // RFC 9051: an absent Sender or Reply-To is set to From by the server.
        target.Append(' ');
        AppendAddresses(target, message.Sender is { } sender ? [sender] : message.From);
        target.Append(' ');
        AppendAddresses(target, message.ReplyTo.Count > 0 ? message.ReplyTo : message.From);
        target.Append(' ');
        AppendAddresses(target, message.To);
        target.Append(' ');
        AppendAddresses(target, message.Cc);
        target.Append(' ');
        AppendAddresses(target, message.Bcc);
        target.Append(' ').AppendNString(Text(message, HeaderId.InReplyTo)).Append(' ').AppendNString(Text(message, HeaderId.MessageId)).Append(')');
    }

    /// <summary>A header's value unfolded and in ASCII, or null when there is none.</summary>
    public static string? Text(Header? header)
    {
        if (header is null)
        {
            return null;
        }

        var raw = header.RawValue;
        if (raw.All(octet => octet is > 0 and < 127))
        {
            return Encoding.ASCII.GetString(raw).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Trim(' ', '\t');
        }

        return Encode(header.Value);
    }

    /// <summary>ASCII text as it is, other text as RFC 2047 encoded words on one line.</summary>
    public static string Encode(string text) => text.All(char.IsAscii)
        ? text
        : Encoding.ASCII.GetString(Rfc2047.EncodeText(Encoding.UTF8, text)).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private static string? Text(MimeMessage message, HeaderId id) => Text(message.Headers.FirstOrDefault(header => header.Id == id));

    private static void AppendAddresses(StringBuilder target, InternetAddressList addresses)
    {
        if (addresses.Count == 0)
        {
            target.Append("NIL");
            return;
        }

        target.Append('(');
        foreach (var address in addresses)
        {
            AppendAddress(target, address);
        }

        target.Append(')');
    }

    private static void AppendAddress(StringBuilder target, InternetAddress address)
    {
        switch (address)
        {
            case MailboxAddress mailbox:
                var addrSpec = mailbox.GetAddress(idnEncode: true);
                var at = addrSpec.LastIndexOf('@');
                target.Append('(').AppendNString(string.IsNullOrEmpty(mailbox.Name) ? null : Encode(mailbox.Name))
                    .Append(' ').AppendNString(mailbox.Route.Count > 0 ? mailbox.Route.ToString() : null)
                    .Append(' ').AppendNString(Encode(at < 0 ? addrSpec : addrSpec[..at]))

                    // A NIL host would mark a group, so an address without one has an empty host.
                    .Append(' ').AppendNString(at < 0 ? "" : addrSpec[(at + 1)..]).Append(')');
                break;
            case GroupAddress group:
                target.Append(CultureInfo.InvariantCulture, $"(NIL NIL {ImapText.Quote(Encode(group.Name ?? ""))} NIL)");
                foreach (var member in group.Members)
                {
                    AppendAddress(target, member);
                }

                target.Append("(NIL NIL NIL NIL)");
                break;
        }
    }
}
