namespace Waypost.Cli.Tests.CheckZone;

/// <summary>A zone file with the arguments of a run; the file is called <see cref="FileName"/>.</summary>
public sealed record CorpusCase(string Name, IReadOnlyList<string> Options, string Origin, string Text)
{
    public const string FileName = "zone.db";

    private const string Origin0 = "example.com";
    private const string Head = "$TTL 3600\n@ IN SOA ns1 host 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\n";

    /// <summary>Files that zones of the corpus include.</summary>
    public static IReadOnlyDictionary<string, string> Included { get; } = new Dictionary<string, string>
    {
        ["good.inc"] = "in A 192.0.2.7\n",
        ["bad.inc"] = "in A 192.0.2.700\n",
        ["loop.inc"] = "l A 192.0.2.7\n$INCLUDE loop.inc\n",
        ["nested.inc"] = "n A 192.0.2.7\n$INCLUDE good.inc deeper\n n TXT x\n",
        ["blank.inc"] = " TXT from-the-file\nelsewhere TXT x\n",
        ["origin.inc"] = "$ORIGIN moved\nm A 192.0.2.7\n",
        ["ttl.inc"] = "$TTL 77\nm A 192.0.2.7\n",
    };

    /// <summary>One record a line, each a zone of its own.</summary>
    public static IEnumerable<CorpusCase> Records() =>
        from line in Lines("records.txt")
        where line.Length > 0 && !line.StartsWith('#')
        select new CorpusCase(line, ["-i", "local"], Origin0, Head + line + "\n");

    /// <summary>Whole zones with options.</summary>
    public static IEnumerable<CorpusCase> Zones()
    {
        List<string> block = [];
        foreach (string line in Lines("zones.txt").Append("## end"))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (block.Count > 0)
                {
                    yield return Read(block);
                }

                block.Clear();
                block.Add(line[3..]);
            }
            else if (block.Count > 0)
            {
                block.Add(line);
            }
        }
    }

    private static CorpusCase Read(List<string> block)
    {
        string text = string.Concat(block.Skip(1).Select(line => line + "\n"));
        bool whole = block[0].StartsWith("! ", StringComparison.Ordinal);
        string[] words = block[0].TrimStart('!').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string name = string.Join(" | ", block);
        return whole
            ? new CorpusCase(name, words[..^1], words[^1], text)
            : new CorpusCase(name, words, Origin0, Head + text);
    }

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "CheckZone", "Corpus", file));
}
