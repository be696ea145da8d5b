using System.Text.RegularExpressions;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The substitution of a NAPTR record: empty, or <c>delimiter ere delimiter replacement delimiter flags</c> (RFC 3402 section 3.2).</summary>
internal sealed class SubstitutionField() : StringField("regexp", IsSubstitution, "empty or such as !^.*$!sip:info@example.com! (syntax error)")
{
    private static bool IsSubstitution(string text)
    {
        if (text.Length == 0)
        {
            return true;
        }
        var delimiter = text[0];
        if (char.IsAsciiDigit(delimiter) || delimiter is '\\' or 'i' or '\0')
        {
            return false;
        }
        List<string> parts = [""];
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                parts[^1] += text.Substring(i++, 2);
            }
            else if (text[i] == delimiter)
            {
                parts.Add("");
            }
            else
            {
                parts[^1] += text[i];
            }
        }
        return parts.Count == 3 && parts[2] is "" or "i" && Groups(parts[0]) is >= 0 and var groups && References(parts[1]) <= groups;
    }

    // How many groups the expression has; -1 when it is not one. POSIX classes such as [[:alpha:]] read as sets here.
    private static int Groups(string expression)
    {
        try
        {
            return expression.Length == 0 ? -1
                : new Regex(expression, RegexOptions.NonBacktracking, TimeSpan.FromMilliseconds(100)).GetGroupNumbers().Length - 1;
        }
        catch (Exception invalid) when (invalid is ArgumentException or NotSupportedException)
        {
            return -1;
        }
    }

    private static int References(string replacement)
    {
        var highest = 0;
        for (var i = 0; i + 1 < replacement.Length; i++)
        {
            if (replacement[i] == '\\')
            {
                highest = char.IsAsciiDigit(replacement[++i]) ? Math.Max(highest, replacement[i] - '0') : highest;
            }
        }
        return highest;
    }
}
