using System.Diagnostics;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Differential;

/// <summary>
/// Puts the same zones into BIND, Knot DNS and Waypost and compares their responses to generated queries. WAYPOST_DIFFERENTIAL_SEED
/// repeats a run, WAYPOST_DIFFERENTIAL_SECONDS makes it longer.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int MaxReports = 12;
    private const int QueriesPerSet = 4000;

    [Fact]
    public void GeneratedQueriesAreAnsweredAsBindAndKnotAnswerThem()
    {
        Assert.SkipUnless(PeerServer.Installed("named") && PeerServer.Installed("knotd"), "named and knotd are not installed");
        var seed = Number("WAYPOST_DIFFERENTIAL_SEED") ?? Environment.TickCount;
        var time = TimeSpan.FromSeconds(Number("WAYPOST_DIFFERENTIAL_SECONDS") ?? 12);
        var (clock, tally, failures) = (Stopwatch.StartNew(), new SortedDictionary<string, int>(StringComparer.Ordinal), new List<string>());
        var asked = 0;
        do
        {
            asked += Compare(seed++, clock, time, tally, failures);
        }
        while (clock.Elapsed < time && failures.Count == 0);
        output.WriteLine($"{asked} queries in {clock.Elapsed.TotalSeconds:F1} s, last seed {seed - 1}");
        foreach (var (reason, count) in tally)
        {
            output.WriteLine($"{count,7} {reason}");
        }
        Assert.True(failures.Count == 0, $"seed {seed - 1}, {asked} queries\n" + string.Join('\n', failures.Take(MaxReports)) + $"\n{failures.Count} unexplained differences");
    }

    private static int Compare(int seed, Stopwatch clock, TimeSpan time, SortedDictionary<string, int> tally, List<string> failures)
    {
        var random = new Random(seed);
        var zones = new ZoneGenerator(random, wildcardCuts: false, belowDname: seed % 3 == 1).Generate();
        using var named = seed % 3 == 0 ? null : PeerServer.StartNamed(zones);
        using var knot = seed % 3 == 1 ? null : PeerServer.StartKnot(zones);
        var table = new ZoneTable();
        foreach (var zone in zones)
        {
            var parsed = ZoneFileParser.Parse(zone.Text, zone.Origin);
            Assert.Empty(parsed.Errors);
            table.Publish(ZoneSnapshot.Build(zone.Origin, parsed.Rrsets));
        }
        named?.WaitForZones(zones);
        knot?.WaitForZones(zones);
        using var ours = new Subject("Waypost", new QueryResponder(new ViewTable(table), new AnswerSettings { MinimalAny = false }), zones);
        using var bind = named is null ? null : new Subject("named", named, zones);
        using var peer = knot is null ? null : new Subject("knotd", knot, zones);
        Subject[] peers = [.. new[] { bind, peer }.OfType<Subject>()];
        var queries = new QueryGenerator(random, zones);
        var asked = 0;
        for (; asked < QueriesPerSet && clock.Elapsed < time; asked++)
        {
            var query = queries.Next();
            var mine = ours.Ask(query);
            if (Truncation.Problem(query, mine, ours) is { } problem)
            {
                failures.Add($"== {query}\n   {problem}");
            }
            foreach (var other in peers)
            {
                var difference = KnownDifferences.Explain(query, ours, mine, other, other.Chase(query), reason => tally[reason] = tally.GetValueOrDefault(reason) + 1);
                if (difference is not null)
                {
                    failures.Add(difference);
                    if (Environment.GetEnvironmentVariable("WAYPOST_DIFFERENTIAL_KEEP") is { Length: > 0 } folder)
                    {
                        foreach (var zone in zones)
                        {
                            File.WriteAllText(Path.Combine(folder, zone.FileName), zone.Text);
                        }
                    }
                }
            }
        }
        return asked;
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
