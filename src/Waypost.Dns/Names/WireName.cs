using System.Globalization;
using System.Text;

namespace Waypost.Dns.Names;

/// <summary>Operations on names in uncompressed wire form (RFC 1035 section 3.1): length-prefixed labels, then a zero byte.</summary>
public static class WireName
{
    /// <summary>Longest name in bytes, with its final zero (RFC 1035 section 2.3.4).</summary>
    public const int MaxLength = 255;

    /// <summary>Longest label in bytes (RFC 1035 section 2.3.4).</summary>
    public const int MaxLabelLength = 63;

    /// <summary>Length in bytes of the name at the start of <paramref name="wire"/>, or -1 when it is cut off, too long or compressed.</summary>
    public static int Length(ReadOnlySpan<byte> wire)
    {
        var position = 0;
        while (position < wire.Length && position < MaxLength)
        {
            var label = wire[position];
            if (label == 0)
            {
                return position + 1;
            }
            if (label > MaxLabelLength)
            {
                return -1;
            }
            position += label + 1;
        }
        return -1;
    }

    /// <summary>
    /// Lower-cases ASCII letters (RFC 4343). Length bytes are at most 63, below 'A', so the whole name can be treated as letters.
    /// </summary>
    public static void Lower(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var b = source[i];
            destination[i] = (uint)(b - 'A') <= 25 ? (byte)(b | 0x20) : b;
        }
    }

    /// <summary>Equality without regard to ASCII case (RFC 4343).</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }
        for (var i = 0; i < left.Length; i++)
        {
            int a = left[i], b = right[i];
            if (a != b && ((a | 0x20) != (b | 0x20) || (uint)((a | 0x20) - 'a') > 25))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether <paramref name="name"/> is <paramref name="ancestor"/> or below it, on a label boundary.</summary>
    public static bool IsAtOrBelow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ancestor)
    {
        var start = name.Length - ancestor.Length;
        if (start < 0)
        {
            return false;
        }
        var position = 0;
        while (position < start)
        {
            position += name[position] + 1;
        }
        return position == start && EqualsIgnoreCase(name[start..], ancestor);
    }

    /// <summary>Appends the presentation form with its final dot, escaped so that it reads back (RFC 1035 section 5.1).</summary>
    public static void Format(ReadOnlySpan<byte> wire, StringBuilder text)
    {
        if (wire[0] == 0)
        {
            text.Append('.');
            return;
        }
        for (var position = 0; wire[position] != 0; position += wire[position] + 1)
        {
            foreach (var b in wire.Slice(position + 1, wire[position]))
            {
                AppendEscaped(b, text);
            }
            text.Append('.');
        }
    }

    private static void AppendEscaped(byte b, StringBuilder text)
    {
        if (b is <= 0x20 or >= 0x7f)
        {
            text.Append('\\').Append(b.ToString("D3", CultureInfo.InvariantCulture));
            return;
        }
        if (b is (byte)'.' or (byte)'\\' or (byte)'"' or (byte)';' or (byte)'(' or (byte)')' or (byte)'@' or (byte)'$')
        {
            text.Append('\\');
        }
        text.Append((char)b);
    }
}
