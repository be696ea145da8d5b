namespace Waypost.Dns.Names;

/// <summary>Reads labels from presentation form (RFC 1035 section 5.1).</summary>
internal static class NameText
{
    /// <summary>Writes the labels without a final zero; returns the message when the text is not a name.</summary>
    public static string? Read(ReadOnlySpan<char> text, Span<byte> wire, out int length, out bool absolute)
    {
        length = 0;
        absolute = false;
        if (text.IsEmpty)
        {
            return "a name is empty";
        }
        var labelStart = 0;
        length = 1;
        for (var i = 0; i < text.Length;)
        {
            absolute = false;
            if (text[i] == '.')
            {
                if (length - labelStart == 1)
                {
                    return "a label is empty";
                }
                wire[labelStart] = (byte)(length - labelStart - 1);
                if (length >= wire.Length)
                {
                    return "the name is longer than 255 bytes";
                }
                labelStart = length++;
                absolute = true;
                i++;
                continue;
            }
            var used = Escapes.ReadByte(text[i..], out var value);
            if (used == 0)
            {
                return text[i] == '\\'
                    ? "a backslash must be followed by a character or by three digits up to 255"
                    : "a name holds a character outside ASCII; write it in its A-label form (xn--)";
            }
            if (length - labelStart > WireName.MaxLabelLength)
            {
                return "a label is longer than 63 bytes";
            }
            if (length >= wire.Length)
            {
                return "the name is longer than 255 bytes";
            }
            wire[length++] = value;
            i += used;
        }
        if (absolute)
        {
            length--;
            return null;
        }
        wire[labelStart] = (byte)(length - labelStart - 1);
        return null;
    }
}
