namespace Waypost.Dns.ZoneFiles;

/// <summary>Class mnemonics in master files (RFC 1035 section 3.2.4, RFC 3597 section 5).</summary>
internal static class ZoneFileClass
{
    public static bool IsClass(string text) =>
        text.ToUpperInvariant() is "IN" or "CH" or "HS" or "CS" or "CHAOS" or "HESIOD"
        || (text.Length > 5 && text.StartsWith("CLASS", StringComparison.OrdinalIgnoreCase) && ushort.TryParse(text.AsSpan(5), out _));

    public static bool IsInternet(string text) => text.ToUpperInvariant() is "IN" or "CLASS1";
}
