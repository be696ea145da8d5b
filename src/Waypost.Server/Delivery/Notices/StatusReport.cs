using System.Globalization;
using System.Text;
using MimeKit;
using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Delivery.Notices;

/// <summary>Writes a DSN (RFC 3464 in RFC 6522's multipart/report; RFC 6533 where an address is beyond ASCII).</summary>
internal sealed class StatusReport(string hostName, LeasedMessage message, IReadOnlyList<ReportedRecipient> recipients, DateTimeOffset now)
{
    private const int MaxField = 300;

    private readonly DsnAction _action = recipients[0].Action;
    private readonly bool _utf8 = recipients.Any(recipient => !Ascii.IsValid(Final(recipient)) || !Ascii.IsValid(recipient.Leased.Recipient.Address));

    /// <summary>Writes the report.</summary>
    /// <param name="to">Who gets it.</param>
    /// <param name="original">The message that it is about.</param>
    /// <param name="whole">Whether it carries all of the message, or its header only.</param>
    /// <param name="subjectPrefix">Before the subject.</param>
    public byte[] Write(string to, ReadOnlyMemory<byte> original, bool whole, string subjectPrefix = "")
    {
        using var text = new TextPart("plain") { Text = Text(whole).ReplaceLineEndings("\r\n") };
        using MimePart status = Status();
        using MimePart returned = Returned(original, whole);
        using var report = new MultipartReport("delivery-status") { text, status, returned };
        using var mail = new MimeMessage();
        mail.From.Add(new MailboxAddress("Mail Delivery System", "MAILER-DAEMON@" + hostName));
        mail.To.Add(new MailboxAddress("", to));
        mail.Subject = subjectPrefix + _action switch
        {
            DsnAction.Failed => "Undelivered mail returned to sender",
            DsnAction.Delayed => "Delayed mail (still being retried)",
            DsnAction.Relayed => "Mail relayed",
            _ => "Mail delivered",
        };
        mail.Date = now;
        mail.MessageId = string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}@{hostName}");
        mail.Headers.Add("Auto-Submitted", "auto-replied");
        mail.Body = report;
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        format.International = _utf8;
        using var output = new MemoryStream();
        mail.WriteTo(format, output);
        return output.ToArray();
    }

    /// <summary>Whether the report itself may only go to servers with SMTPUTF8.</summary>
    public bool IsUtf8 => _utf8;

    private static string Final(ReportedRecipient recipient) =>
        recipient.Leased.Recipient.RemoteAddress ?? recipient.Leased.Recipient.Address;

    private string Text(bool whole)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"This is the mail system at {hostName}.\n\nYour message of {TraceHeader.Date(message.AcceptedAt)} ");
        text.Append(_action switch
        {
            DsnAction.Failed => "could not be delivered to",
            DsnAction.Delayed => "has not been delivered yet, and will be tried again; you need not send it again. It waits for",
            DsnAction.Relayed => "was passed on, to servers that do not confirm the delivery, for",
            _ => "was delivered to",
        }).Append("\n\n");
        foreach (ReportedRecipient recipient in recipients)
        {
            QueueRecipient queued = recipient.Leased.Recipient;
            bool expanded = !string.Equals(Final(recipient), queued.Address, StringComparison.OrdinalIgnoreCase);
            text.Append(CultureInfo.InvariantCulture, $"    <{queued.Address}>{(expanded ? $" (expanded to <{Final(recipient)}>)" : "")}\n");
            if (recipient.Result.Reason.Length > 0 && recipient.Action is DsnAction.Failed or DsnAction.Delayed)
            {
                text.Append(CultureInfo.InvariantCulture, $"        {(recipient.Result is { IsReply: true, RemoteHost: { } host } ? $"{host} said: " : "")}{recipient.Result.Reason}\n");
            }

            if (recipient.RetryUntil is { } until)
            {
                text.Append(CultureInfo.InvariantCulture, $"        It is tried until {TraceHeader.Date(until)}.\n");
            }
        }

        return text.Append(whole ? "\nYour message is attached.\n" : "\nThe header of your message is attached.\n").ToString();
    }

    // Written here and not by MimeKit, which ends the last group with an empty one and encodes what RFC 6533 leaves as it is.
    private MimePart Status()
    {
        var text = new StringBuilder();
        if (message.EnvelopeId is { Length: > 0 } envelopeId)
        {
            Add(text, "Original-Envelope-Id", envelopeId);
        }

        Add(text, "Reporting-MTA", "dns; " + hostName);
        if (message.TraceId is { } trace)
        {
            Add(text, "X-Waypost-Id", trace);
        }

        Add(text, "Arrival-Date", TraceHeader.Date(message.AcceptedAt));
        foreach (ReportedRecipient recipient in recipients)
        {
            text.Append("\r\n");
            AddRecipient(text, recipient);
        }

        byte[] octets = Encoding.UTF8.GetBytes(text.ToString());
        return new MimePart("message", _utf8 ? "global-delivery-status" : "delivery-status")
        {
            Content = new MimeContent(new MemoryStream(octets)),
            ContentTransferEncoding = octets.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0 ? ContentEncoding.EightBit : ContentEncoding.SevenBit,
        };
    }

    private void AddRecipient(StringBuilder text, ReportedRecipient recipient)
    {
        if (recipient.Leased.Recipient.OriginalRecipient is { } original)
        {
            int semicolon = original.IndexOf(';', StringComparison.Ordinal);
            Add(text, "Original-Recipient", semicolon < 0 ? "rfc822; " + original : original[..semicolon] + "; " + original[(semicolon + 1)..].Trim());
        }

        Add(text, "Final-Recipient", (Ascii.IsValid(Final(recipient)) ? "rfc822; " : "utf-8; ") + Final(recipient));
        Add(text, "Action", recipient.Action.ToString().ToLowerInvariant());
        Add(text, "Status", Status(recipient));
        if (recipient.Result.RemoteHost is { } host)
        {
            Add(text, "Remote-MTA", "dns; " + host.Trim('[', ']'));
        }

        if (recipient.Result.Reason.Length > 0)
        {
            Add(text, "Diagnostic-Code", (recipient.Result.IsReply ? "smtp; " : "X-Waypost; ") + recipient.Result.Reason);
        }

        Add(text, "Last-Attempt-Date", TraceHeader.Date(now));
        if (recipient.RetryUntil is { } until)
        {
            Add(text, "Will-Retry-Until", TraceHeader.Date(until));
        }
    }

    // What a server has said is shown on one line of at most RFC 5322's 998 octets.
    private static void Add(StringBuilder text, string name, string value)
    {
        string clean = new([.. value.Select(character => char.IsControl(character) ? ' ' : character).Take(MaxField)]);
        text.Append(name).Append(": ").Append(clean).Append("\r\n");
    }

    // The class of the status is that of the action (RFC 3464 section 2.3.4).
    private static string Status(ReportedRecipient recipient)
    {
        string status = recipient.Result.Status;
        char wanted = recipient.Action switch { DsnAction.Failed => '5', DsnAction.Delayed => '4', _ => '2' };
        return status[0] == wanted || (recipient.Action == DsnAction.Failed && recipient.Result.IsExpired) ? status : wanted + status[1..];
    }

    private MimePart Returned(ReadOnlyMemory<byte> original, bool whole)
    {
        ReadOnlyMemory<byte> part = whole ? original : HeaderFields.Section(original);
        MimePart returned = whole ? new MimePart("message", _utf8 ? "global" : "rfc822") : new MimePart(_utf8 ? "message" : "text", _utf8 ? "global-headers" : "rfc822-headers");
        returned.Content = new MimeContent(new MemoryStream(part.ToArray()));
        bool eightBit = part.Span.IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0;
        returned.ContentTransferEncoding = eightBit ? ContentEncoding.EightBit : ContentEncoding.SevenBit;
        return returned;
    }
}
