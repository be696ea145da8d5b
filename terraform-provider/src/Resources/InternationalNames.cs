using System.Globalization;

namespace Waypost.Terraform.Resources;

/// <summary>Internationalised names (RFC 5890): U-labels as people write them, A-labels (<c>xn--</c>) as the DNS has them.</summary>
internal static class InternationalNames
{
    private static readonly IdnMapping Mapping = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>The name with each label that is not ASCII as an A-label; what cannot be one stays as it is.</summary>
    public static string ToAscii(string name)
    {
        if (System.Text.Ascii.IsValid(name))
        {
            return name;
        }

        // The other dots that IDNA takes for one (RFC 3490 section 3.1).
        var labels = name.Replace('\u3002', '.').Replace('\uff0e', '.').Replace('\uff61', '.').Split('.');
        return string.Join('.', labels.Select(ALabel));
    }

    /// <summary>The name with each A-label as people read it.</summary>
    public static string ToUnicode(string name) => string.Join('.', name.Split('.').Select(ULabel));

    private static string ALabel(string label)
    {
        if (System.Text.Ascii.IsValid(label))
        {
            return label;
        }

        try
        {
            return Mapping.GetAscii(label.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return label;
        }
    }

    private static string ULabel(string label)
    {
        try
        {
            return label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) ? Mapping.GetUnicode(label.ToLowerInvariant()) : label;
        }
        catch (ArgumentException)
        {
            return label;
        }
    }
}
