using System.Globalization;
using System.Text;

namespace Waypost.Mail.Smtp;

/// <summary>xtext (RFC 3461 section 4): printable ASCII in which <c>+</c>, <c>=</c> and everything else are <c>+HH</c>.</summary>
public static class Xtext
{
    /// <summary>Decodes the text; false when it is not xtext, or when what it stands for is not UTF-8 or has control characters.</summary>
    /// <param name="text">The encoded text.</param>
    /// <param name="decoded">What it stands for.</param>
    /// <param name="allowUtf8">Whether characters beyond ASCII may stand for themselves (RFC 6533 section 3).</param>
    public static bool TryDecode(ReadOnlySpan<char> text, out string decoded, bool allowUtf8 = false)
    {
        decoded = "";
        var octets = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '+')
            {
                // Upper case only, by the grammar.
                if (i + 2 >= text.Length || !IsUpperHex(text[i + 1]) || !IsUpperHex(text[i + 2]))
                {
                    return false;
                }

                byte octet = byte.Parse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                if (octet is < 0x20 or 0x7f)
                {
                    return false;
                }

                octets[count++] = octet;
                i += 2;
            }
            else if (c is > ' ' and < '\x7f' and not '=')
            {
                octets[count++] = (byte)c;
            }
            else if (c >= '\xa0' && allowUtf8)
            {
                int length = char.IsHighSurrogate(c) && i + 1 < text.Length ? 2 : 1;
                count += Encoding.UTF8.GetBytes(text.Slice(i, length), octets.AsSpan(count));
                i += length - 1;
            }
            else
            {
                return false;
            }
        }

        try
        {
            decoded = StrictUtf8.GetString(octets, 0, count);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    private static bool IsUpperHex(char c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'F');
}
