using System.Globalization;

namespace Waypost.Dns.Presentation;

/// <summary>Times in seconds as master files write them: plain, or with BIND's units (<c>1w2d3h4m5s</c>).</summary>
public static class TimeText
{
    /// <summary>Reads a time of at most 2^32-1 seconds.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out uint seconds)
    {
        seconds = 0;
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]))
        {
            return false;
        }
        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds))
        {
            return true;
        }
        ulong total = 0, number = 0;
        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                if (++digits > 10)
                {
                    return false;
                }
                number = (number * 10) + (uint)(c - '0');
                continue;
            }
            ulong unit = (c | 0x20) switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, 'w' => 604800, _ => 0 };
            if (unit == 0 || digits == 0)
            {
                return false;
            }
            total += number * unit;
            (number, digits) = (0, 0);
        }
        seconds = (uint)total;
        return digits == 0 && total <= uint.MaxValue;
    }
}
