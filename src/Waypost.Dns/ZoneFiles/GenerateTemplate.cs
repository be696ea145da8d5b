using System.Globalization;
using System.Text;

namespace Waypost.Dns.ZoneFiles;

/// <summary>
/// The text of one side of $GENERATE, as in BIND's reference: <c>$</c> stands for the iterator,
/// <c>${offset[,width[,base]]}</c> for a changed one, <c>$$</c> and <c>\$</c> for a dollar sign.
/// </summary>
internal sealed class GenerateTemplate
{
    // A name has 255 bytes, and rdata made by a template is no book.
    private const int MaxLength = 4096;
    private const int MaxWidth = 255;

    private readonly List<Part> _parts = [];

    private GenerateTemplate()
    {
    }

    /// <summary>Reads a template; null when a modifier is malformed.</summary>
    public static GenerateTemplate? Parse(string text)
    {
        var template = new GenerateTemplate();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                literal.Append(text, i++, 2);
            }
            else if (text[i] != '$')
            {
                literal.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '$')
            {
                // Escaped, since a name or a string is read from it.
                literal.Append("\\$");
                i++;
            }
            else if (i + 1 < text.Length && text[i + 1] == '{')
            {
                var close = text.IndexOf('}', i);
                if (close < 0 || ParseModifier(text[(i + 2)..close], literal.ToString()) is not { } part)
                {
                    return null;
                }
                template._parts.Add(part);
                literal.Clear();
                i = close;
            }
            else
            {
                template._parts.Add(new Part(literal.ToString(), true, 0, 0, 'd'));
                literal.Clear();
            }
        }
        template._parts.Add(new Part(literal.ToString(), false, 0, 0, 'd'));
        return template;
    }

    /// <summary>The text for one value of the iterator; null when it is too long or the value does not fit.</summary>
    public string? Expand(int iterator, StringBuilder text)
    {
        text.Clear();
        foreach (var part in _parts)
        {
            text.Append(part.Literal);
            if (part.HasValue && !part.Append((long)iterator + part.Offset, text))
            {
                return null;
            }
            if (text.Length > MaxLength)
            {
                return null;
            }
        }
        return text.ToString();
    }

    private static Part? ParseModifier(string text, string literal)
    {
        var fields = text.Split(',');
        var (width, format) = (0, 'd');
        if (fields.Length > 3 || !int.TryParse(fields[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset)
            || (fields.Length > 1 && (!int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out width) || width > MaxWidth))
            || (fields.Length > 2 && (fields[2].Length != 1 || !"doxXnN".Contains(format = fields[2][0], StringComparison.Ordinal))))
        {
            return null;
        }
        return new Part(literal, true, offset, width, format);
    }

    private sealed record Part(string Literal, bool HasValue, int Offset, int Width, char Base)
    {
        public bool Append(long value, StringBuilder text)
        {
            if (Base is 'n' or 'N')
            {
                AppendNibbles((uint)value, text);
                return value is >= int.MinValue and <= uint.MaxValue;
            }
            var digits = Base switch
            {
                'o' => Convert.ToString((uint)value, 8),
                'x' => ((uint)value).ToString("x", CultureInfo.InvariantCulture),
                'X' => ((uint)value).ToString("X", CultureInfo.InvariantCulture),
                _ => Math.Abs(value).ToString(CultureInfo.InvariantCulture),
            };
            var sign = Base == 'd' && value < 0 ? "-" : "";
            text.Append(sign).Append('0', Math.Max(0, Width - digits.Length - sign.Length)).Append(digits);
            return true;
        }

        // Reversed hexadecimal digits with dots between, as ip6.arpa has them; the width counts the dots.
        private void AppendNibbles(uint value, StringBuilder text)
        {
            var width = Width;
            do
            {
                var digit = value & 15;
                text.Append((Base == 'n' ? "0123456789abcdef" : "0123456789ABCDEF")[(int)digit]);
                value >>= 4;
                width = Math.Max(0, width - 1);
                if (width > 0 || value != 0)
                {
                    text.Append('.');
                    width = Math.Max(0, width - 1);
                }
            }
            while (value != 0 || width > 0);
        }
    }
}
