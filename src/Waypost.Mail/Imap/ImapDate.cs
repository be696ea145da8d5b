using System.Globalization;

namespace Waypost.Mail.Imap;

/// <summary>Dates of IMAP (RFC 9051 section 9, date and date-time).</summary>
public static class ImapDate
{
    private static readonly string[] DateFormats = ["d-MMM-yyyy", "dd-MMM-yyyy"];
    private static readonly string[] DateTimeFormats = ["d-MMM-yyyy HH:mm:ss zzz", "dd-MMM-yyyy HH:mm:ss zzz"];

    /// <summary>A date-time with its quotes, as INTERNALDATE.</summary>
    public static string Format(DateTimeOffset value)
    {
        var offset = value.Offset;
        var zone = string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}{Math.Abs(offset.Minutes):00}");
        return string.Create(CultureInfo.InvariantCulture, $"\"{value:dd-MMM-yyyy HH:mm:ss} {zone}\"");
    }

    /// <summary>Reads <c>17-Jul-1996 02:44:25 -0700</c>; the day may be padded by a space.</summary>
    public static bool TryParseDateTime(string text, out DateTimeOffset value)
    {
        value = default;
        var trimmed = text.TrimStart(' ');
        return trimmed.Length > 5 && (trimmed[^5] is '+' or '-')
            && DateTimeOffset.TryParseExact(trimmed[..^2] + ":" + trimmed[^2..], DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    /// <summary>Reads <c>1-Feb-1994</c>.</summary>
    public static bool TryParseDate(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
