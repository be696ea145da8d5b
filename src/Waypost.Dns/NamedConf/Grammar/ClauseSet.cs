using System.Collections.Frozen;

namespace Waypost.Dns.NamedConf.Grammar;

/// <summary>
/// Clauses that stand in the same places, read from a table with a line for each: its name, its value's type, then any of
/// <c>*</c> (may occur several times), <c>@</c> with the letters of the kinds of zones that take it, and its status.
/// </summary>
internal sealed class ClauseSet
{
    private const string ZoneLetters = "PSUHFTRDIM";

    private readonly FrozenDictionary<string, Clause> _byName;

    public ClauseSet(string table)
    {
        Clauses = [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)];
        _byName = Clauses.ToFrozenDictionary(clause => clause.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The clauses in the order in which the canonical form prints them.</summary>
    public IReadOnlyList<Clause> Clauses { get; }

    public Clause? Find(string name) => _byName.GetValueOrDefault(name);

    private static Clause Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (multiple, status, zones) = (false, ClauseStatus.Current, ZoneKinds.None);
        foreach (var word in words.AsSpan(2))
        {
            if (word == "*")
            {
                multiple = true;
            }
            else if (word[0] == '@')
            {
                foreach (var letter in word.AsSpan(1))
                {
                    zones |= (ZoneKinds)(1 << ZoneLetters.IndexOf(letter, StringComparison.Ordinal));
                }
            }
            else
            {
                status = Enum.Parse<ClauseStatus>(word, ignoreCase: true);
            }
        }
        return new Clause(words[0], words[1], multiple, status, zones);
    }
}
