using System.Buffers;

namespace Waypost.Mail.Pop3;

/// <summary>Writes a message as a multi-line response (RFC 1939 section 3).</summary>
public static class MultiLineWriter
{
    /// <summary>Writes the octets with their leading dots doubled, ends the last line if it is open, and writes the final dot.</summary>
    public static void Write(IBufferWriter<byte> target, ReadOnlySpan<byte> content)
    {
        var ended = content.IsEmpty || content.EndsWith("\r\n"u8);
        while (!content.IsEmpty)
        {
            if (content[0] == '.')
            {
                target.Write("."u8);
            }

            // Up to the next line that starts with a dot.
            var dot = content.IndexOf("\n."u8);
            var run = dot < 0 ? content : content[..(dot + 1)];
            target.Write(run);
            content = content[run.Length..];
        }

        target.Write(ended ? ".\r\n"u8 : "\r\n.\r\n"u8);
    }

    /// <summary>The header of a message, the empty line, and the first lines of its body (RFC 1939 section 7, TOP).</summary>
    public static ReadOnlyMemory<byte> Top(ReadOnlyMemory<byte> content, uint lines)
    {
        var span = content.Span;
        var at = 0;
        var inBody = false;
        while (at < span.Length && (!inBody || lines > 0))
        {
            var end = span[at..].IndexOf((byte)'\n');
            var line = end < 0 ? span[at..] : span.Slice(at, end + 1);
            at += line.Length;
            if (inBody)
            {
                lines--;
            }
            else
            {
                inBody = line.TrimEnd("\r\n"u8).IsEmpty;
            }
        }

        return content[..at];
    }
}
