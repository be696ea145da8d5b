namespace Waypost.Dns.NamedConf;

/// <summary>POSIX shell patterns (<c>*</c>, <c>?</c>, <c>[a-z]</c>) within one part of a path.</summary>
internal static class ShellPattern
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var (p, n, star, mark) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, n);
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, name[n], out var next))
            {
                (p, n) = (next, n + 1);
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }
        return p == pattern.Length;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, int at, char value, out int next)
    {
        next = at + 1;
        if (pattern[at] == '?')
        {
            return true;
        }
        var end = pattern[at] == '[' ? pattern[(at + 1)..].IndexOf(']') : -1;
        if (end <= 0)
        {
            return pattern[at] == value;
        }
        var set = pattern.Slice(at + 1, end);
        next = at + end + 2;
        var negated = set[0] is '!' or '^';
        var found = false;
        for (var i = negated ? 1 : 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                found |= set[i] <= value && value <= set[i + 2];
                i += 2;
            }
            else
            {
                found |= set[i] == value;
            }
        }
        return found != negated;
    }
}
