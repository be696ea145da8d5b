using System.Text;

namespace Waypost.Mail.Addresses;

/// <summary>A Mailbox of the envelope (RFC 5321 section 4.1.2, with UTF-8 by RFC 6531 section 3.3).</summary>
/// <param name="LocalPart">The local part without quotes: <c>"a b"@d</c> has <c>a b</c>.</param>
/// <param name="Domain">The domain or the address literal with its brackets; empty for a bare local part.</param>
public readonly record struct EnvelopeAddress(string LocalPart, string Domain)
{
    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>Parses an address without angle brackets. A source route is dropped (RFC 5321 appendix C).</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The result.</param>
    /// <param name="allowBareLocalPart">Whether <c>postmaster</c> without a domain is an address.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out EnvelopeAddress address, bool allowBareLocalPart = true)
    {
        address = default;
        if (text.Length > 0 && text[0] == '@')
        {
            int colon = text.IndexOf(':');
            if (colon < 0)
            {
                return false;
            }

            text = text[(colon + 1)..];
        }

        // 64 octets for the local part, 256 for the path (RFC 5321 section 4.5.3.1).
        if (text.IsEmpty || text.Length > 254 || !TryReadLocalPart(text, out string localPart, out int length) || localPart.Length > 64)
        {
            return false;
        }

        if (length == text.Length)
        {
            address = new EnvelopeAddress(localPart, "");
            return allowBareLocalPart;
        }

        ReadOnlySpan<char> domain = text[(length + 1)..];
        if (text[length] != '@' || !(DomainSyntax.IsDomain(domain) || DomainSyntax.IsAddressLiteral(domain)))
        {
            return false;
        }

        address = new EnvelopeAddress(localPart, domain.ToString());
        return true;
    }

    /// <summary>The address as the envelope carries it; the local part is quoted where it must be.</summary>
    public override string ToString()
    {
        string localPart = IsDotString(LocalPart) ? LocalPart : Quote(LocalPart);
        return Domain.Length == 0 ? localPart : $"{localPart}@{Domain}";
    }

    /// <summary>Whether any character is beyond ASCII, so that relaying needs SMTPUTF8 (RFC 6531 section 3.4).</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(LocalPart) || !Ascii.IsValid(Domain);

    private static bool TryReadLocalPart(ReadOnlySpan<char> text, out string localPart, out int length)
    {
        localPart = "";
        length = 0;
        if (text[0] != '"')
        {
            while (length < text.Length && (IsAtomCharacter(text[length]) || text[length] == '.'))
            {
                length++;
            }

            localPart = text[..length].ToString();
            return IsDotString(localPart);
        }

        var unquoted = new StringBuilder();
        for (int i = 1; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
            {
                localPart = unquoted.ToString();
                length = i + 1;
                return localPart.Length > 0;
            }

            if (c == '\\' && ++i < text.Length)
            {
                c = text[i];
            }

            if (c < ' ' || c == '\x7f')
            {
                return false;
            }

            unquoted.Append(c);
        }

        return false;
    }

    private static bool IsDotString(string text)
    {
        if (text.Length == 0 || text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (char c in text)
        {
            if (c != '.' && !IsAtomCharacter(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAtomCharacter(char c) =>
        char.IsAsciiLetterOrDigit(c) || AtomSpecials.Contains(c, StringComparison.Ordinal) || c >= '\xa0';

    private static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
