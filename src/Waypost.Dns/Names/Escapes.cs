namespace Waypost.Dns.Names;

/// <summary>The escapes of master files (RFC 1035 section 5.1): <c>\X</c> and <c>\DDD</c>.</summary>
public static class Escapes
{
    /// <summary>Reads one byte, escaped or plain ASCII; returns how many characters it took, 0 when malformed.</summary>
    public static int ReadByte(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        var c = text[0];
        if (c != '\\')
        {
            value = (byte)c;
            return c < 0x80 ? 1 : 0;
        }
        if (text.Length < 2)
        {
            return 0;
        }
        if (!char.IsAsciiDigit(text[1]))
        {
            value = (byte)text[1];
            return text[1] < 0x80 ? 2 : 0;
        }
        if (text.Length < 4 || !char.IsAsciiDigit(text[2]) || !char.IsAsciiDigit(text[3]))
        {
            return 0;
        }
        var number = ((text[1] - '0') * 100) + ((text[2] - '0') * 10) + (text[3] - '0');
        value = (byte)number;
        return number <= 255 ? 4 : 0;
    }
}
