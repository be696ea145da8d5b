using System.Globalization;

namespace Waypost.Terraform.Cty;

/// <summary>
/// A number of Terraform's: whole where it fits 64 bits, otherwise its decimal text, since cty's numbers have 512 bits
/// of precision and no .NET type holds them.
/// </summary>
internal readonly record struct CtyNumber(string Text, long? Whole)
{
    public static CtyNumber Of(long value) => new(value.ToString(CultureInfo.InvariantCulture), value);

    public static CtyNumber Of(ulong value) => new(value.ToString(CultureInfo.InvariantCulture), null);

    public static CtyNumber Of(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1L << 53 ? Of((long)value) : new(value.ToString("R", CultureInfo.InvariantCulture), null);

    public static CtyNumber Of(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? Of(whole) : new(text, null);
}
