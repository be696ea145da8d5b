using System.Text;

namespace Waypost.Server.Rndc;

/// <summary>A command line, split as BIND does: at blanks, quotes kept together, up to a brace.</summary>
public sealed class RndcArguments
{
    private const int MaxWords = 64;

    private RndcArguments(string line, List<string> words, string braces) => (Line, Words, Braces) = (line, words, braces);

    /// <summary>The whole line, for the log.</summary>
    public string Line { get; }

    /// <summary>The command's name.</summary>
    public string Command => Words.Count > 0 ? Words[0] : "";

    /// <summary>The command and its arguments.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>From the first brace outside of quotes to the end; empty without one.</summary>
    public string Braces { get; }

    /// <summary>The argument at a position, from 1; null when it is not there.</summary>
    public string? this[int position] => position < Words.Count ? Words[position] : null;

    public static RndcArguments Parse(string line)
    {
        var (words, word, quoted, any) = (new List<string>(), new StringBuilder(), false, false);
        for (var i = 0; i <= line.Length; i++)
        {
            var end = i == line.Length || (!quoted && (char.IsWhiteSpace(line[i]) || line[i] == '{'));
            if (!end)
            {
                any = true;
                quoted ^= line[i] == '"';
                if (line[i] != '"')
                {
                    word.Append(line[i]);
                }
                continue;
            }
            if (any && words.Count < MaxWords)
            {
                words.Add(word.ToString());
            }
            (any, _) = (false, word.Clear());
            if (i < line.Length && line[i] == '{')
            {
                return new RndcArguments(line, words, line[i..]);
            }
        }
        return new RndcArguments(line, words, "");
    }

    /// <summary>The arguments without an option such as <c>-clean</c>, and whether it was there.</summary>
    public RndcArguments Without(string option, out bool present)
    {
        present = Words.Contains(option, StringComparer.Ordinal);
        return new RndcArguments(Line, [.. Words.Where(word => word != option)], Braces);
    }
}
