using System.Text;

namespace Waypost.Cli.Sendmail.Files;

/// <summary>One macro call of a .mc file.</summary>
internal sealed record M4Call(string Name, IReadOnlyList<string> Arguments, int Line);

/// <summary>Reads the macro calls of a sendmail.mc: names with arguments in brackets, quotes <c>`...'</c>, comments by <c>dnl</c> and <c>#</c>.</summary>
internal static class M4Macros
{
    public static IReadOnlyList<M4Call> Read(string text)
    {
        List<M4Call> calls = [];
        int line = 1;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '\n')
            {
                line++;
            }
            else if (c == '#' || IsWord(text, at, "dnl"))
            {
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
                line++;
            }
            else if (char.IsAsciiLetter(c))
            {
                int end = at;
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                {
                    end++;
                }

                string name = text[at..end];
                if (end < text.Length && text[end] == '(')
                {
                    int start = line;
                    calls.Add(new M4Call(name, Arguments(text, ref end, ref line), start));
                }

                at = end - 1;
            }
        }

        return calls;
    }

    private static List<string> Arguments(string text, ref int at, ref int line)
    {
        List<string> arguments = [];
        StringBuilder current = new();
        int quotes = 0;
        int brackets = 0;
        for (at++; at < text.Length; at++)
        {
            char c = text[at];
            line += c == '\n' ? 1 : 0;
            if (c == '`')
            {
                quotes++;
            }
            else if (c == '\'' && quotes > 0)
            {
                quotes--;
            }
            else if (c == ')' && quotes == 0 && brackets == 0)
            {
                at++;
                break;
            }
            else if (c == ',' && quotes == 0 && brackets == 0)
            {
                arguments.Add(current.ToString().Trim());
                current.Clear();
            }
            else
            {
                brackets += quotes > 0 ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
                current.Append(c);
            }
        }

        arguments.Add(current.ToString().Trim());
        return arguments;
    }

    private static bool IsWord(string text, int at, string word) =>
        text.AsSpan(at).StartsWith(word) && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (at + word.Length >= text.Length || !char.IsAsciiLetterOrDigit(text[at + word.Length]));
}
