using System.Buffers;

namespace Waypost.Mail.Pop3;

/// <summary>Writes a message as a multi-line response (RFC 1939 section 3) part by part.</summary>
public sealed class MultiLineStuffing(IBufferWriter<byte> target)
{
    private bool lineBegins = true;
    private bool carriageReturn;
    private bool ended = true;

    /// <summary>Writes the next octets, leading dots doubled.</summary>
    public void Write(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            if (lineBegins && octets[0] == '.')
            {
                target.Write("."u8);
            }

            var end = octets.IndexOf("\n."u8);
            var run = end < 0 ? octets : octets[..(end + 1)];
            target.Write(run);
            ended = run[^1] == '\n' && (run.Length > 1 ? run[^2] == '\r' : carriageReturn);
            lineBegins = run[^1] == '\n';
            carriageReturn = run[^1] == '\r';
            octets = octets[run.Length..];
        }
    }

    /// <summary>Ends the last line if it is open, and writes the final dot.</summary>
    public void Complete() => target.Write(ended ? ".\r\n"u8 : "\r\n.\r\n"u8);
}
