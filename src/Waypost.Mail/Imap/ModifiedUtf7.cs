using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Waypost.Mail.Imap;

/// <summary>Mailbox names on the wire of IMAP4rev1 (RFC 3501 section 5.1.3).</summary>
public static class ModifiedUtf7
{
    /// <summary>A name as printable ASCII.</summary>
    public static string Encode(string name)
    {
        var result = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length;)
        {
            if (name[at] is >= ' ' and <= '~')
            {
                result.Append(name[at] == '&' ? "&-" : name[at].ToString());
                at++;
                continue;
            }

            var end = at;
            while (end < name.Length && name[end] is not (>= ' ' and <= '~'))
            {
                end++;
            }

            var base64 = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[at..end])).TrimEnd('=').Replace('/', ',');
            result.Append('&').Append(base64).Append('-');
            at = end;
        }

        return result.ToString();
    }

    /// <summary>The name of its wire form; false when that is not modified UTF-7.</summary>
    public static bool TryDecode(string wire, [NotNullWhen(true)] out string? name)
    {
        name = null;
        var result = new StringBuilder(wire.Length);
        for (var at = 0; at < wire.Length; at++)
        {
            if (wire[at] != '&')
            {
                result.Append(wire[at]);
                continue;
            }

            var end = wire.IndexOf('-', at);
            if (end < 0)
            {
                return false;
            }

            if (end == at + 1)
            {
                result.Append('&');
            }
            else if (!TryDecodeShifted(wire.AsSpan(at + 1, end - at - 1), result))
            {
                return false;
            }

            at = end;
        }

        name = result.ToString();
        return true;
    }

    private static bool TryDecodeShifted(ReadOnlySpan<char> base64, StringBuilder result)
    {
        Span<char> padded = new char[(base64.Length + 3) / 4 * 4];
        padded.Fill('=');
        base64.CopyTo(padded);
        padded.Replace(',', '/');
        Span<byte> octets = new byte[padded.Length];
        if (!Convert.TryFromBase64Chars(padded, octets, out var written) || written == 0 || written % 2 != 0)
        {
            return false;
        }

        for (var at = 0; at < written; at += 2)
        {
            result.Append((char)((octets[at] << 8) | octets[at + 1]));
        }

        return true;
    }
}
