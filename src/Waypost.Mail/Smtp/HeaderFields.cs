using System.Text;

namespace Waypost.Mail.Smtp;

/// <summary>Looks at the names of a message's header fields (RFC 5322 section 2.2) without parsing their bodies.</summary>
public static class HeaderFields
{
    /// <summary>How often a field occurs.</summary>
    public static int Count(ReadOnlySpan<byte> message, string name)
    {
        int count = 0;
        while (TryReadLine(ref message, out ReadOnlySpan<byte> line) && !line.IsEmpty)
        {
            int colon = line.IndexOf((byte)':');
            if (colon > 0 && Ascii.EqualsIgnoreCase(line[..colon].TrimEnd(" \t"u8), name))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>The header section with its final CRLF, without the empty line that ends it.</summary>
    public static ReadOnlyMemory<byte> Section(ReadOnlyMemory<byte> message)
    {
        ReadOnlySpan<byte> octets = message.Span;
        if (octets.StartsWith("\r\n"u8))
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        int end = octets.IndexOf("\r\n\r\n"u8);
        return end < 0 ? message : message[..(end + 2)];
    }

    private static bool TryReadLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        line = rest;
        if (rest.IsEmpty)
        {
            return false;
        }

        int end = rest.IndexOf("\r\n"u8);
        line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 2)..];
        return true;
    }
}
