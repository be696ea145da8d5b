using System.Globalization;
using System.Text;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>Character strings in presentation form (RFC 1035 section 5.1). Text outside ASCII is taken as UTF-8.</summary>
internal static class StringText
{
    /// <summary>Decodes escapes; returns false when one is malformed.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != (byte)'\\')
            {
                bytes[length++] = bytes[i];
                continue;
            }
            if (i + 1 >= bytes.Length)
            {
                return false;
            }
            if (!char.IsAsciiDigit((char)bytes[i + 1]))
            {
                bytes[length++] = bytes[++i];
                continue;
            }
            if (i + 3 >= bytes.Length || !char.IsAsciiDigit((char)bytes[i + 2]) || !char.IsAsciiDigit((char)bytes[i + 3]))
            {
                return false;
            }
            var number = ((bytes[i + 1] - '0') * 100) + ((bytes[i + 2] - '0') * 10) + bytes[i + 3] - '0';
            if (number > 255)
            {
                return false;
            }
            bytes[length++] = (byte)number;
            i += 3;
        }
        bytes = bytes[..length];
        return true;
    }

    /// <summary>Appends the quoted form.</summary>
    public static void Format(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        text.Append('"');
        foreach (var b in bytes)
        {
            if (b is < 0x20 or >= 0x7f)
            {
                text.Append('\\').Append(b.ToString("D3", CultureInfo.InvariantCulture));
                continue;
            }
            if (b is (byte)'"' or (byte)'\\')
            {
                text.Append('\\');
            }
            text.Append((char)b);
        }
        text.Append('"');
    }
}
