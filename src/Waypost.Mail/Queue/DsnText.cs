using System.Globalization;
using System.Text;

namespace Waypost.Mail.Queue;

/// <summary>The texts of the DSN extension's parameters (RFC 3461).</summary>
public static class DsnText
{
    /// <summary>The value of NOTIFY (RFC 3461 section 4.1).</summary>
    public static string WriteNotify(DsnNotify notify)
    {
        string[] words =
        [
            .. notify.HasFlag(DsnNotify.Success) ? (string[])["SUCCESS"] : [],
            .. notify.HasFlag(DsnNotify.Failure) ? (string[])["FAILURE"] : [],
            .. notify.HasFlag(DsnNotify.Delay) ? (string[])["DELAY"] : [],
        ];
        return words.Length == 0 ? "NEVER" : string.Join(',', words);
    }

    /// <summary>Encodes xtext (RFC 3461 section 4).</summary>
    public static string EncodeXtext(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (byte octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is > 32 and < 127 and not (byte)'+' and not (byte)'=')
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append('+').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    /// <summary>Encodes <c>rfc822;addr</c> with the address as xtext (RFC 3461 section 4.2).</summary>
    public static string EncodeTypedAddress(string typed)
    {
        int semicolon = typed.IndexOf(';', StringComparison.Ordinal);
        return semicolon < 0 ? "rfc822;" + EncodeXtext(typed) : typed[..(semicolon + 1)] + EncodeXtext(typed[(semicolon + 1)..].Trim());
    }
}
