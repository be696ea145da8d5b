using System.Globalization;
using System.Text.Json;
using Waypost.Benchmarks.Dns.Servers;

namespace Waypost.Benchmarks.Dns;

/// <summary>Waypost beside other name servers: same zones, same queries, one core for the server, another for the load, in turns.</summary>
internal static class DnsBenchmark
{
    private const int FirstPort = 15300;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        BenchmarkOptions options;
        try
        {
            options = BenchmarkOptions.Parse(args);
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync("scripts/bench dns: " + exception.Message);
            return 2;
        }
        var scenarios = new List<ScenarioFigures>();
        foreach (var number in options.Scenarios)
        {
            var scenario = Scenario.Of(number);
            var figures = await new ScenarioRun(options, scenario, Create(options), output).RunAsync(cancellationToken);
            scenarios.Add(figures);
            await Report.WriteAsync(output, figures);
        }
        var all = new BenchmarkFigures(TimeProvider.System.GetUtcNow(), Report.Machine(), options.Rounds, options.Seconds, options.Rate, scenarios);
        Directory.CreateDirectory(options.Output);
        var file = Path.Combine(options.Output, string.Create(CultureInfo.InvariantCulture, $"dns-{all.At:yyyyMMdd-HHmmss}.json"));
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(all, Json), cancellationToken);
        await output.WriteLineAsync(file);
        return 0;
    }

    private static DnsServer[] Create(BenchmarkOptions options) =>
    [
        .. options.Servers.Select((name, index) => (DnsServer)(name switch
        {
            "waypost" => new WaypostServer(FirstPort + (2 * index), options.Waypost),
            "knot" => new KnotServer(FirstPort + (2 * index)),
            "nsd" => new NsdServer(FirstPort + (2 * index)),
            "named" => new NamedServer(FirstPort + (2 * index)),
            _ => new PowerDnsServer(FirstPort + (2 * index)),
        })),
    ];
}
