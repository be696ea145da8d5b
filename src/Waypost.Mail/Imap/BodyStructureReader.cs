using System.Text;

namespace Waypost.Mail.Imap;

/// <summary>Makes BODY out of a BODYSTRUCTURE: the same without extension data (RFC 9051 section 7.5.2).</summary>
public static class BodyStructureReader
{
    /// <summary>The non-extensible form of a structure that <see cref="BodyStructureWriter"/> wrote.</summary>
    public static string WithoutExtensions(string bodyStructure)
    {
        var target = new StringBuilder(bodyStructure.Length);
        Copy(bodyStructure, 0, target);
        return target.ToString();
    }

    // Copies the body at a parenthesis and returns the position after it.
    private static int Copy(string text, int at, StringBuilder target)
    {
        target.Append('(');
        at++;
        if (text[at] == '(')
        {
            while (text[at] == '(')
            {
                at = Copy(text, at, target);
            }

            var subtypeEnd = Skip(text, at + 1);
            target.Append(text.AsSpan(at, subtypeEnd - at)).Append(')');
            return SkipToClose(text, subtypeEnd);
        }

        var typeEnd = Skip(text, at);
        var subtype = Skip(text, typeEnd + 1);
        var isMessage = text.AsSpan(at, subtype - at) is "\"MESSAGE\" \"RFC822\"";
        var isText = text.AsSpan(at, typeEnd - at) is "\"TEXT\"";

        // type, subtype, parameters, id, description, encoding, octets; then lines, or envelope, body and lines.
        var begin = at;
        at = subtype;
        for (var field = 2; field < (isText || isMessage ? 8 : 7); field++)
        {
            at = Skip(text, at + 1);
        }

        target.Append(text.AsSpan(begin, at - begin));
        if (isMessage)
        {
            target.Append(' ');
            at = Copy(text, at + 1, target);
            var linesEnd = Skip(text, at + 1);
            target.Append(text.AsSpan(at, linesEnd - at));
            at = linesEnd;
        }

        target.Append(')');
        return SkipToClose(text, at);
    }

    private static int SkipToClose(string text, int at)
    {
        while (text[at] != ')')
        {
            at = Skip(text, at + 1);
        }

        return at + 1;
    }

    // The position after the string, list or atom at a position.
    private static int Skip(string text, int at)
    {
        var depth = 0;
        var quoted = false;
        for (; at < text.Length; at++)
        {
            var character = text[at];
            if (quoted)
            {
                at += character == '\\' ? 1 : 0;
                quoted = character != '"';
            }
            else if (depth == 0 && (character is ' ' or ')'))
            {
                return at;
            }
            else
            {
                quoted = character == '"';
                depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            }
        }

        return at;
    }
}
