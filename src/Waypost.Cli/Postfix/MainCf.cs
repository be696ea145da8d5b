using System.Text.RegularExpressions;
using Waypost.Cli.Connections;

namespace Waypost.Cli.Postfix;

/// <summary>A parameter of main.cf as it is written.</summary>
internal sealed record MainCfParameter(string Name, string Value, int Line);

/// <summary>Postfix's main.cf: <c>name = value</c>, lines that begin with white space go on, <c>$name</c> stands for another's value.</summary>
internal sealed partial class MainCf
{
    private const int MaxDepth = 20;
    private readonly Dictionary<string, MainCfParameter> _parameters = new(StringComparer.Ordinal);

    public IEnumerable<MainCfParameter> All => _parameters.Values;

    public static MainCf Read(string path)
    {
        MainCf found = new();
        string? last = null;
        int number = 0;
        foreach (string line in TextFile.Read(path).Split('\n'))
        {
            number++;
            string text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            if (line[0] is ' ' or '\t' && last is not null)
            {
                found._parameters[last] = found._parameters[last] with { Value = (found._parameters[last].Value + " " + text).Trim() };
                continue;
            }

            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                last = text[..equals].Trim();
                found._parameters[last] = new MainCfParameter(last, text[(equals + 1)..].Trim(), number);
            }
        }

        return found;
    }

    public MainCfParameter? Find(string name) => _parameters.GetValueOrDefault(name);

    /// <summary>A parameter's value with every other in its place; empty when it is not set.</summary>
    public string Value(string name, int depth = 0) =>
        depth > MaxDepth ? "" : Reference().Replace(_parameters.GetValueOrDefault(name)?.Value ?? Default(name), match => Value(match.Groups[1].Value, depth + 1));

    /// <summary>The words of a list, without commas.</summary>
    public IReadOnlyList<string> List(string name) => Value(name).Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private string Default(string name) => name switch
    {
        "mydomain" => Value("myhostname") is { Length: > 0 } host && host.Contains('.', StringComparison.Ordinal) ? host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..] : "localdomain",
        "myorigin" => "$myhostname",
        "config_directory" => "/etc/postfix",
        _ => "",
    };

    [GeneratedRegex(@"\$[{(]?([A-Za-z_][A-Za-z0-9_]*)[})]?")]
    private static partial Regex Reference();
}
