using System.Text.RegularExpressions;

namespace Waypost.Dns.Tests.NamedConf;

/// <summary>The configurations of the corpus: rules with what named-checkconf says of each, and whole files with mutations of them.</summary>
internal static partial class ConfCorpus
{
    /// <summary>The name under which named-checkconf was given each.</summary>
    public const string FileName = "c.conf";

    private static readonly string[] Foreign =
    [
        "{", "}", ";", "!", "\"x\"", "any", "none", "0", "65536", "key", "port", "tls", "192.0.2.7", "10/8", "example.com", "yes", "no", "{ }", "foo", "-1", "1h", "\"", "*",
        "in-view", "type", "zone", "view", "unlimited", "default",
    ];

    /// <summary>Each rule: the configuration, the exit status of named-checkconf and its messages.</summary>
    public static IEnumerable<(string Text, int Status, IReadOnlyList<string> Messages)> Rules()
    {
        var lines = File.ReadAllLines(PathOf("rules.txt"));
        for (var i = 0; i < lines.Length;)
        {
            var (text, status) = (lines[i][2..], int.Parse(lines[i + 1]));
            List<string> messages = [];
            for (i += 2; i < lines.Length && !lines[i].StartsWith("> ", StringComparison.Ordinal); i++)
            {
                messages.Add(lines[i]);
            }
            yield return (text, status, messages);
        }
    }

    /// <summary>Whole configurations that are right.</summary>
    public static IReadOnlyList<string> Files() =>
        [.. Directory.GetFiles(PathOf("."), "*.conf").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>Whole configurations with a few words left out, doubled, or changed for others; always the same ones.</summary>
    public static IEnumerable<string> Mutations(int count)
    {
        Random random = new(1);
        var files = Files();
        var words = files.SelectMany(Words).Where(word => !string.IsNullOrWhiteSpace(word)).ToArray();
        for (var i = 0; i < count; i++)
        {
            var parts = Words(files[random.Next(files.Count)]).ToList();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(parts.Count);
                if (string.IsNullOrWhiteSpace(parts[at]))
                {
                    continue;
                }
                parts[at] = random.Next(5) switch
                {
                    0 => "",
                    1 => parts[at] + " " + parts[at],
                    2 => parts[at] + " " + Foreign[random.Next(Foreign.Length)],
                    3 => Foreign[random.Next(Foreign.Length)],
                    _ => words[random.Next(words.Length)],
                };
            }
            yield return string.Concat(parts);
        }
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value);

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "NamedConf", "Corpus", file);

    [GeneratedRegex("""/\*.*?\*/|//[^\n]*|#[^\n]*|"[^"]*"|[{};!/]|[^\s{};!/"#]+|\s+""", RegexOptions.Singleline)]
    private static partial Regex Word();
}
