using System.Globalization;

namespace Waypost.Benchmarks.Dns;

/// <summary>What to measure. Every option of the command line is here.</summary>
internal sealed record BenchmarkOptions
{
    private static readonly string[] AllServers = ["waypost", "knot", "nsd", "named", "pdns"];
    private static readonly string[] AllModes = ["udp", "edns", "tcp", "tcp-single"];

    public IReadOnlyList<int> Scenarios { get; private init; } = [1, 2, 3];

    public IReadOnlyList<string> Servers { get; private init; } = AllServers;

    public IReadOnlyList<string> Modes { get; private init; } = AllModes;

    public int Rounds { get; private init; } = 5;

    public int Seconds { get; private init; } = 5;

    /// <summary>Queries a second at which latency is measured; 0 leaves it out.</summary>
    public int Rate { get; private init; } = 10_000;

    /// <summary>Whether to measure again while the API applies changes.</summary>
    public bool Changes { get; private init; } = true;

    /// <summary>The published waypostd, a program or a .dll.</summary>
    public string Waypost { get; private init; } = "";

    public string WorkDirectory { get; private init; } = "artifacts/bench/work";

    public string Output { get; private init; } = "artifacts/bench";

    public static BenchmarkOptions Parse(IReadOnlyList<string> args)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--quick")
            {
                options = options with { Rounds = 2, Seconds = 2, Rate = 0, Changes = false };
                continue;
            }
            if (i + 1 == args.Count)
            {
                throw new ArgumentException($"{args[i]} needs a value, or is no option. Options: {Usage}");
            }
            var value = args[++i];
            options = args[i - 1] switch
            {
                "--scenario" => options with { Scenarios = [.. value.Split(',').Select(Number)] },
                "--servers" => options with { Servers = Known(value, AllServers) },
                "--modes" => options with { Modes = Known(value, AllModes) },
                "--rounds" => options with { Rounds = Number(value) },
                "--seconds" => options with { Seconds = Number(value) },
                "--rate" => options with { Rate = Number(value) },
                "--changes" => options with { Changes = value != "no" },
                "--waypost" => options with { Waypost = value },
                "--work" => options with { WorkDirectory = value },
                "--output" => options with { Output = value },
                _ => throw new ArgumentException($"{args[i - 1]} is no option. Options: {Usage}"),
            };
        }
        return options;
    }

    private const string Usage =
        "--scenario 1,2,3  --servers waypost,knot,nsd,named,pdns  --modes udp,edns,tcp,tcp-single  --rounds N  --seconds N  --rate QPS  --changes yes|no  --quick";

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"'{text}' is not a number.");

    private static string[] Known(string text, string[] all)
    {
        var names = text.Split(',');
        return Array.Find(names, name => !all.Contains(name)) is { } unknown ? throw new ArgumentException($"'{unknown}' is not one of {string.Join(", ", all)}.") : names;
    }
}
