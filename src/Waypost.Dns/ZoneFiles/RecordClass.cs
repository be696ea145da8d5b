using System.Globalization;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Classes by name and by number (RFC 1035 section 3.2.4, RFC 3597 section 5, RFC 6895 section 3.2).</summary>
public static class RecordClass
{
    /// <summary>The Internet.</summary>
    public const ushort Internet = 1;

    /// <summary>Chaosnet, used for what a server says of itself (RFC 4892).</summary>
    public const ushort Chaos = 3;

    /// <summary>Hesiod.</summary>
    public const ushort Hesiod = 4;

    private static readonly (string Name, ushort Code)[] Names =
        [("IN", Internet), ("CH", Chaos), ("CHAOS", Chaos), ("HS", Hesiod), ("HESIOD", Hesiod), ("NONE", 254), ("ANY", 255), ("RESERVED0", 0)];

    /// <summary>Reads a mnemonic or <c>CLASSnnn</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ushort code)
    {
        code = 0;
        if (text.Length < 2)
        {
            return false;
        }
        foreach (var (name, value) in Names)
        {
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                code = value;
                return true;
            }
        }
        return text.Length > 5 && text.StartsWith("CLASS", StringComparison.OrdinalIgnoreCase)
            && ushort.TryParse(text[5..], NumberStyles.None, CultureInfo.InvariantCulture, out code);
    }

    /// <summary>The mnemonic, or <c>CLASSnnn</c>.</summary>
    public static string Format(ushort code)
    {
        foreach (var (name, value) in Names)
        {
            if (value == code)
            {
                return name;
            }
        }
        return "CLASS" + code.ToString(CultureInfo.InvariantCulture);
    }
}
