using System.Text;

namespace Waypost.Mail.Tables;

/// <summary>Splits the addresses of an alias, a forward or an include: by commas outside of quotes, brackets and comments.</summary>
public static class AddressListText
{
    /// <summary>Every address of a text; lines that begin with <c>#</c> are comments, an end of line separates as a comma does.</summary>
    public static IReadOnlyList<string> ReadLines(string text)
    {
        var all = new List<string>();
        foreach (string line in text.Split('\n'))
        {
            if (!line.StartsWith('#'))
            {
                all.AddRange(Split(line));
            }
        }

        return all;
    }

    /// <summary>The addresses of one line.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var found = new List<string>();
        var current = new StringBuilder();
        bool quoted = false;
        int comments = 0;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '\\' && quoted && i + 1 < line.Length)
            {
                current.Append(c).Append(line[++i]);
            }
            else if (c == '"' && comments == 0)
            {
                quoted = !quoted;
                current.Append(c);
            }
            else if (!quoted && c is '(' or ')' && !current.ToString().TrimStart().StartsWith('|'))
            {
                comments = Math.Max(0, comments + (c == '(' ? 1 : -1));
            }
            else if (comments > 0)
            {
                continue;
            }
            else if (c == ',' && !quoted)
            {
                Take(found, current);
            }
            else
            {
                current.Append(c);
            }
        }

        Take(found, current);
        return found;
    }

    private static void Take(List<string> found, StringBuilder current)
    {
        string one = current.ToString().Trim();
        if (one.Length > 0)
        {
            found.Add(one);
        }

        current.Clear();
    }
}
