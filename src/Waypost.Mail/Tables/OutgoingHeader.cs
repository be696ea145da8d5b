using System.Buffers;
using System.Text;
using MimeKit;
using Waypost.Mail.Smtp;

namespace Waypost.Mail.Tables;

/// <summary>Rewrites the addresses in the header of outgoing mail by <see cref="OutgoingAddress"/>; all else stays octet by octet.</summary>
public static class OutgoingHeader
{
    private static readonly string[] SenderFields = ["From", "Sender", "Reply-To", "Errors-To", "Resent-From", "Resent-Sender", "Resent-Reply-To"];
    private static readonly string[] RecipientFields = ["To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"];

    /// <summary>The message with its header rewritten; the same memory when nothing changes.</summary>
    public static ReadOnlyMemory<byte> Rewrite(MailTables tables, ReadOnlyMemory<byte> content)
    {
        if (!OutgoingAddress.IsActive(tables))
        {
            return content;
        }

        ReadOnlyMemory<byte> header = HeaderFields.Section(content);
        var output = new ArrayBufferWriter<byte>(content.Length + 256);
        bool changed = false;
        foreach (ReadOnlyMemory<byte> field in Fields(header))
        {
            byte[]? replaced = Replace(tables, field);
            changed |= replaced is not null;
            output.Write(replaced ?? field.Span);
        }

        if (!changed)
        {
            return content;
        }

        output.Write(content.Span[header.Length..]);
        return output.WrittenMemory;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> header)
    {
        int start = 0;
        while (start < header.Length)
        {
            int end = start;
            do
            {
                int feed = header.Span[end..].IndexOf((byte)'\n');
                end = feed < 0 ? header.Length : end + feed + 1;
            }
            while (end < header.Length && header.Span[end] is (byte)' ' or (byte)'\t');

            yield return header[start..end];
            start = end;
        }
    }

    private static byte[]? Replace(MailTables tables, ReadOnlyMemory<byte> field)
    {
        int colon = field.Span.IndexOf((byte)':');
        if (colon <= 0)
        {
            return null;
        }

        string name = Encoding.ASCII.GetString(field.Span[..colon]).Trim();
        bool sender = SenderFields.Contains(name, StringComparer.OrdinalIgnoreCase);
        bool recipient = !sender && tables.Options.MasqueradeRecipients && RecipientFields.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (!(sender || recipient) || !InternetAddressList.TryParse(field[(colon + 1)..].ToArray(), out InternetAddressList? list))
        {
            return null;
        }

        bool changed = false;
        foreach (MailboxAddress mailbox in list.Mailboxes)
        {
            string now = sender ? OutgoingAddress.OfSender(tables, mailbox.Address) : OutgoingAddress.OfRecipient(tables, mailbox.Address);
            if (!now.Equals(mailbox.Address, StringComparison.Ordinal))
            {
                mailbox.Address = now;
                changed = true;
            }
        }

        if (!changed)
        {
            return null;
        }

        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.International = field.Span.ContainsAnyInRange((byte)0x80, (byte)0xff);
        return Encoding.UTF8.GetBytes($"{name}: {list.ToString(format, encode: true).TrimEnd()}\r\n");
    }
}
