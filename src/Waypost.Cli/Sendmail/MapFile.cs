namespace Waypost.Cli.Sendmail;

/// <summary>One line of a table.</summary>
internal sealed record MapLine(string Key, string Value, int Line);

/// <summary>Reads the text form of a table: key, white space, value; comments with <c>#</c>; a line that begins with white space goes on.</summary>
internal static class MapFile
{
    public static IReadOnlyList<MapLine> Read(string text, char? separator, List<(int Line, string What)> problems)
    {
        List<MapLine> found = [];
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] is ' ' or '\t' && found.Count > 0)
            {
                found[^1] = found[^1] with { Value = $"{found[^1].Value} {line.Trim()}" };
                continue;
            }

            int end = separator is { } mark ? line.IndexOf(mark, StringComparison.Ordinal) : line.IndexOfAny([' ', '\t']);
            string value = end < 0 ? "" : line[(end + 1)..].Trim();
            if (value.Length == 0)
            {
                problems.Add((number, $"no RHS for LHS {(end < 0 ? line : line[..end])}"));
                continue;
            }

            found.Add(new MapLine(line[..end].Trim(), value, number));
        }

        return found;
    }
}
