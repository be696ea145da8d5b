using System.Text;
using Waypost.Mail.Tables;

namespace Waypost.Cli.Sendmail;

/// <summary>One alias of a file.</summary>
internal sealed record AliasLine(string Name, IReadOnlyList<string> Targets, int Line);

/// <summary>Reads <c>/etc/aliases</c>: continuation by leading white space or a trailing backslash, comments with <c>#</c>, quoted
/// names. A name that comes again is a warning, and the last one counts.</summary>
internal static class AliasFile
{
    public static IReadOnlyList<AliasLine> Read(string text, List<(int Line, string What)> warnings)
    {
        Dictionary<string, AliasLine> found = new(StringComparer.OrdinalIgnoreCase);
        foreach ((int number, string line) in Logical(text))
        {
            int colon = Colon(line);
            string name = colon < 0 ? "" : line[..colon].Trim();
            name = name.Length > 2 && name[0] == '"' && name[^1] == '"' ? name[1..^1] : name;
            if (name.Length == 0)
            {
                warnings.Add((number, "missing colon: " + line.Trim()));
                continue;
            }

            if (found.TryGetValue(name, out AliasLine? before))
            {
                warnings.Add((number, $"duplicate alias name {name}, first in line {before.Line}; the last counts"));
            }

            found[name] = new AliasLine(name, AddressListText.Split(line[(colon + 1)..]), number);
        }

        return [.. found.Values];
    }

    /// <summary>An alias as a line of the file.</summary>
    public static string Write(string name, IReadOnlyList<string> targets)
    {
        string quoted = name.Any(c => c is ':' or '#' or ' ' or '"') ? $"\"{name}\"" : name;
        return $"{quoted}:\t{string.Join(", ", targets.Select(target => target.StartsWith('|') || (target.StartsWith(':') && target.Contains(' ', StringComparison.Ordinal)) ? $"\"{target}\"" : target))}";
    }

    /// <summary>The lines of a file, with those that go on put together and comments left out.</summary>
    private static IEnumerable<(int Number, string Text)> Logical(string text)
    {
        StringBuilder current = new();
        int start = 0;
        int number = 0;
        bool goesOn = false;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r');
            bool continues = goesOn || (line.Length > 0 && line[0] is ' ' or '\t' && current.Length > 0 && line.Trim().Length > 0);
            if (!goesOn && (line.StartsWith('#') || line.Trim().Length == 0))
            {
                continue;
            }

            if (!continues && current.Length > 0)
            {
                yield return (start, current.ToString());
                current.Clear();
            }

            start = current.Length == 0 ? number : start;
            goesOn = line.EndsWith('\\');
            current.Append(current.Length > 0 ? " " : "").Append(goesOn ? line[..^1].Trim() : line.Trim());
        }

        if (current.Length > 0)
        {
            yield return (start, current.ToString());
        }
    }

    private static int Colon(string line)
    {
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (line[i] == ':' && !quoted)
            {
                return i;
            }
        }

        return -1;
    }
}
