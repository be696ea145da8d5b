using System.Text;

namespace Waypost.Mail.Imap;

/// <summary>Writes IMAP's string forms (RFC 9051 section 4.3) for text that is ASCII.</summary>
public static class ImapText
{
    /// <summary>A quoted string, or NIL for null. CR, LF and NUL cannot stand in a quoted string and are left out; other octets above 126 become <c>?</c>.</summary>
    public static StringBuilder AppendNString(this StringBuilder target, string? text)
    {
        if (text is null)
        {
            return target.Append("NIL");
        }

        target.Append('"');
        foreach (var character in text)
        {
            if (character is '\r' or '\n' or '\0')
            {
                continue;
            }

            if (character is '"' or '\\')
            {
                target.Append('\\');
            }

            target.Append(character > 126 ? '?' : character);
        }

        return target.Append('"');
    }

    /// <summary>A quoted string of <paramref name="text"/>.</summary>
    public static string Quote(string text) => new StringBuilder(text.Length + 2).AppendNString(text).ToString();

    /// <summary>A quoted string of UTF-8 text (RFC 6855 section 3), without CR, LF and NUL.</summary>
    public static string QuoteUtf8(string text)
    {
        var target = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\')
            {
                target.Append('\\');
            }

            if (character is not ('\r' or '\n' or '\0'))
            {
                target.Append(character);
            }
        }

        return target.Append('"').ToString();
    }
}
