using System.Globalization;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>
/// A decimal number as a character string (RFC 1712 section 3). Its range is left open: the RFC's own example takes
/// longitude and latitude the other way round, and so do records in use.
/// </summary>
internal sealed class DecimalStringField(string name) : StringField(name, IsDecimal, "a decimal number")
{
    private static bool IsDecimal(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value);
}
