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
            count += IsField(line, name) ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many fields the header section has.</summary>
    public static int CountAll(ReadOnlySpan<byte> message)
    {
        int count = 0;
        while (TryReadLine(ref message, out ReadOnlySpan<byte> line) && !line.IsEmpty)
        {
            count += line[0] is (byte)' ' or (byte)'\t' ? 0 : 1;
        }

        return count;
    }

    /// <summary>The bodies of the fields of a name, unfolded.</summary>
    public static IReadOnlyList<string> Values(ReadOnlySpan<byte> message, string name)
    {
        List<string> values = [];
        bool within = false;
        while (TryReadLine(ref message, out ReadOnlySpan<byte> line) && !line.IsEmpty)
        {
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                if (within)
                {
                    values[^1] += Encoding.UTF8.GetString(line);
                }

                continue;
            }

            within = IsField(line, name);
            if (within)
            {
                values.Add(Encoding.UTF8.GetString(line[(line.IndexOf((byte)':') + 1)..]).Trim());
            }
        }

        return values;
    }

    /// <summary>The message without the fields of these names, and their folded lines.</summary>
    public static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> message, params ReadOnlySpan<string> names)
    {
        var kept = new System.Buffers.ArrayBufferWriter<byte>(message.Length);
        ReadOnlySpan<byte> rest = message.Span;
        bool dropping = false;
        while (true)
        {
            ReadOnlySpan<byte> before = rest;
            if (!TryReadLine(ref rest, out ReadOnlySpan<byte> line) || line.IsEmpty)
            {
                System.Buffers.BuffersExtensions.Write(kept, before);
                return kept.WrittenMemory;
            }

            if (line[0] is not ((byte)' ' or (byte)'\t'))
            {
                dropping = false;
                foreach (string name in names)
                {
                    dropping |= IsField(line, name);
                }
            }

            if (!dropping)
            {
                System.Buffers.BuffersExtensions.Write(kept, before[..(before.Length - rest.Length)]);
            }
        }
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

    private static bool IsField(ReadOnlySpan<byte> line, string name)
    {
        int colon = line.IndexOf((byte)':');
        return colon > 0 && Ascii.EqualsIgnoreCase(line[..colon].TrimEnd(" \t"u8), name);
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
