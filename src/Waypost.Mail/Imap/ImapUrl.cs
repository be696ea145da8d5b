using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Waypost.Mail.Imap;

/// <summary>A message or a part of one on this server (RFC 5092), as CATENATE names it.</summary>
/// <param name="Mailbox">The mailbox; null for the one that is selected.</param>
/// <param name="UidValidity">The UIDVALIDITY that the client counts on, or null.</param>
/// <param name="Section">The whole message, or a section.</param>
/// <param name="Partial">First octet and count; a null count is all that follows.</param>
public sealed record ImapUrl(string? Mailbox, uint? UidValidity, uint Uid, BodySection Section, (uint Offset, uint? Count)? Partial)
{
    private const int MaxLength = 2000;

    /// <summary>Reads <c>/INBOX;UIDVALIDITY=1/;UID=20/;SECTION=1.2/;PARTIAL=0.100</c>; false for anything else, other servers' too.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ImapUrl? url)
    {
        url = null;
        if (text.Length > MaxLength || text.Contains("//", StringComparison.Ordinal))
        {
            return false;
        }

        var pieces = text.StartsWith('/') ? text[1..] : "/" + text;
        var at = pieces.IndexOf("/;UID=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return false;
        }

        string? mailbox = null;
        uint? validity = null;
        if (at > 0 && !TryReadMailbox(pieces[..at], out mailbox, out validity))
        {
            return false;
        }

        return TryReadParts(pieces[(at + 1)..].Split('/'), mailbox, validity, out url);
    }

    private static bool TryReadMailbox(string text, [NotNullWhen(true)] out string? mailbox, out uint? validity)
    {
        mailbox = null;
        validity = null;
        var parts = text.Split(';');
        if (parts.Length > 2 || (parts.Length == 2 && !TryReadNumber(parts[1], "UIDVALIDITY=", out validity)))
        {
            return false;
        }

        return TryUnescape(parts[0], out var name) && MailboxName.TryNormalize(name, out mailbox);
    }

    private static bool TryReadParts(string[] parts, string? mailbox, uint? validity, [NotNullWhen(true)] out ImapUrl? url)
    {
        url = null;
        var section = BodySection.Whole;
        (uint, uint?)? partial = null;
        if (!TryReadNumber(parts[0], ";UID=", out var uid) || uid is not { } number)
        {
            return false;
        }

        foreach (var part in parts.Skip(1))
        {
            if (part.StartsWith(";SECTION=", StringComparison.OrdinalIgnoreCase) && TryUnescape(part[9..], out var text))
            {
                var parser = new ImapParser(Encoding.UTF8.GetBytes(text + "]"));
                section = FetchItemParser.ParseSection(parser);
                parser.Expect(']');
                if (!parser.TryEnd())
                {
                    return false;
                }
            }
            else if (part.StartsWith(";PARTIAL=", StringComparison.OrdinalIgnoreCase) && TryReadPartial(part[9..], out var read))
            {
                partial = read;
            }
            else
            {
                return false;
            }
        }

        url = new(mailbox, validity, number, section, partial);
        return true;
    }

    private static bool TryReadPartial(string text, out (uint, uint?) partial)
    {
        partial = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        uint? count = null;
        if (dot >= 0)
        {
            if (!uint.TryParse(text[(dot + 1)..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var length))
            {
                return false;
            }

            count = length;
        }

        var valid = uint.TryParse(dot < 0 ? text : text[..dot], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var offset);
        partial = (offset, count);
        return valid;
    }

    private static bool TryReadNumber(string text, string name, out uint? number)
    {
        var read = text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && uint.TryParse(text[name.Length..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : (uint?)null;
        number = read;
        return read is not null;
    }

    private static bool TryUnescape(string text, out string unescaped)
    {
        unescaped = Uri.UnescapeDataString(text);
        return text.Length > 0;
    }
}
