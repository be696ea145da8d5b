using Waypost.Mail.Addresses;

namespace Waypost.Mail.Smtp;

/// <summary>The argument of MAIL and RCPT: <c>FROM:&lt;path&gt; [parameters]</c> (RFC 5321 section 4.1.1.2 and 4.1.1.3).</summary>
/// <param name="Path">The address; null for the null reverse-path <c>&lt;&gt;</c>.</param>
/// <param name="Parameters">The ESMTP parameters, <c>KEYWORD</c> or <c>KEYWORD=value</c>.</param>
public sealed record SmtpPathArgument(EnvelopeAddress? Path, IReadOnlyList<(string Keyword, string? Value)> Parameters)
{
    private const int MaxParameters = 32;

    /// <summary>Parses an argument.</summary>
    /// <param name="argument">What follows the verb.</param>
    /// <param name="keyword"><c>FROM</c> or <c>TO</c>.</param>
    /// <param name="result">The result.</param>
    /// <param name="allowBareLocalPart">Whether a path without domain is allowed.</param>
    public static SmtpPathStatus TryParse(string argument, string keyword, out SmtpPathArgument? result, bool allowBareLocalPart)
    {
        result = null;
        ReadOnlySpan<char> rest = argument;
        if (!rest.StartsWith(keyword, StringComparison.OrdinalIgnoreCase) || rest.Length <= keyword.Length || rest[keyword.Length] != ':')
        {
            return SmtpPathStatus.Syntax;
        }

        // A space after the colon is against the grammar, yet common; it is let pass.
        rest = rest[(keyword.Length + 1)..].TrimStart(' ');
        if (rest.IsEmpty || rest[0] != '<')
        {
            return SmtpPathStatus.Syntax;
        }

        int end = FindEnd(rest);
        if (end < 0)
        {
            return SmtpPathStatus.Syntax;
        }

        ReadOnlySpan<char> path = rest[1..end];
        rest = rest[(end + 1)..];
        if (rest.Length > 0 && rest[0] != ' ')
        {
            return SmtpPathStatus.Syntax;
        }

        EnvelopeAddress address = default;
        if (!path.IsEmpty && !EnvelopeAddress.TryParse(path, out address, allowBareLocalPart))
        {
            return SmtpPathStatus.BadAddress;
        }

        var parameters = new List<(string, string?)>();
        foreach (Range range in rest.Split(' '))
        {
            ReadOnlySpan<char> parameter = rest[range];
            if (parameter.IsEmpty)
            {
                continue;
            }

            int equals = parameter.IndexOf('=');
            string name = (equals < 0 ? parameter : parameter[..equals]).ToString().ToUpperInvariant();
            if (name.Length == 0 || parameters.Count == MaxParameters || parameters.Exists(p => p.Item1 == name))
            {
                return SmtpPathStatus.Syntax;
            }

            parameters.Add((name, equals < 0 ? null : parameter[(equals + 1)..].ToString()));
        }

        result = new SmtpPathArgument(path.IsEmpty ? null : address, parameters);
        return SmtpPathStatus.Good;
    }

    // The closing bracket, skipping quoted strings.
    private static int FindEnd(ReadOnlySpan<char> text)
    {
        bool quoted = false;
        for (int i = 1; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '\\')
            {
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == '>' && !quoted)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>What parsing a path argument came to.</summary>
public enum SmtpPathStatus { Good, Syntax, BadAddress }
