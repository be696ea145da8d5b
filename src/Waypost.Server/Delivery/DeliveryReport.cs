using System.Globalization;
using MimeKit;
using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Delivery;

/// <summary>Writes the DSN of a recipient that failed (RFC 3464 in RFC 6522's multipart/report).</summary>
internal static class DeliveryReport
{
    public static byte[] Write(string hostName, LeasedRecipient leased, DeliveryResult result, ReadOnlyMemory<byte> original, DateTimeOffset now)
    {
        string remote = leased.Recipient.RemoteAddress ?? leased.Recipient.Address;
        using var text = new TextPart("plain")
        {
            Text = $"""
                This is the mail system at {hostName}.

                Your message of {TraceHeader.Date(leased.AcceptedAt)} could not be delivered to

                    <{leased.Recipient.Address}>{(remote == leased.Recipient.Address ? "" : $" (expanded to <{remote}>)")}

                {(result.RemoteHost is null ? "Reason" : $"The reply of {result.RemoteHost}")}:

                    {result.Reason}

                The message's header is attached.

                """.ReplaceLineEndings("\r\n"),
        };
        using var status = new MessageDeliveryStatus();
        status.StatusGroups.Add(new HeaderList
        {
            { "Reporting-MTA", "dns; " + hostName },
            { "Arrival-Date", TraceHeader.Date(leased.AcceptedAt) },
        });
        var fields = new HeaderList
        {
            { "Original-Recipient", "rfc822; " + leased.Recipient.Address },
            { "Final-Recipient", "rfc822; " + remote },
            { "Action", "failed" },
            { "Status", result.Status },
        };
        if (result.RemoteHost is not null)
        {
            fields.Add("Remote-MTA", "dns; " + result.RemoteHost);
            fields.Add("Diagnostic-Code", "smtp; " + result.Reason);
        }

        fields.Add("Last-Attempt-Date", TraceHeader.Date(now));
        status.StatusGroups.Add(fields);
        using var header = new MimePart("text", "rfc822-headers")
        {
            Content = new MimeContent(new MemoryStream(HeaderFields.Section(original).ToArray())),
            ContentTransferEncoding = ContentEncoding.EightBit,
        };
        using var report = new MultipartReport("delivery-status") { text, status, header };
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress("Mail Delivery System", "MAILER-DAEMON@" + hostName));
        message.To.Add(new MailboxAddress("", leased.ReversePath));
        message.Subject = "Undelivered mail returned to sender";
        message.Date = now;
        message.MessageId = string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}@{hostName}");
        message.Headers.Add("Auto-Submitted", "auto-replied");
        message.Body = report;
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        using var output = new MemoryStream();
        message.WriteTo(format, output);
        return output.ToArray();
    }
}
