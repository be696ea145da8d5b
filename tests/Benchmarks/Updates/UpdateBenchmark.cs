using System.Globalization;
using System.Text.Json;
using Waypost.Benchmarks.Dns;
using Waypost.Benchmarks.Dns.Servers;

namespace Waypost.Benchmarks.Updates;

/// <summary>Medians of one server's updates.</summary>
internal sealed record UpdateFigures(string Server, string Settings, int Clients, int RecordsPerMessage, double RecordsPerSecond, double CpuMicroseconds);

/// <summary>A run's figures, as the file has them.</summary>
internal sealed record UpdateReport(DateTimeOffset At, string Machine, int Rounds, int Seconds, IReadOnlyList<UpdateFigures> Figures);

/// <summary>Dynamic updates of Waypost beside those of named: same zone, same messages, one core for the server, in turns.</summary>
internal static class UpdateBenchmark
{
    private const int FirstPort = 15400;
    private const double Million = 1e6;

    private static readonly (int Clients, int Records)[] Loads = [(1, 1), (16, 1), (1, 100), (1, 1000), (8, 1000)];
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
            await Console.Error.WriteLineAsync("scripts/bench update: " + exception.Message);
            return 2;
        }
        var scenario = Scenario.Of(1);
        var directory = Path.GetFullPath(Path.Combine(options.WorkDirectory, "update"));
        scenario.Write(directory);
        DnsServer[] servers = [new UpdatableNamed(FirstPort), new UpdatableWaypost(FirstPort + 2, options.Waypost)];
        try
        {
            foreach (var server in servers)
            {
                var own = Path.Combine(directory, server.Name);
                Directory.CreateDirectory(own);
                await server.PrepareAsync(scenario, own, cancellationToken);
                await server.StartAsync(scenario, cancellationToken);
                await UpdateLoad.RunAsync(server.Port, scenario.Zone(0), 4, 100, options.Seconds, cancellationToken);
            }
            var figures = new List<UpdateFigures>();
            await output.WriteLineAsync("| clients | records a message | server | records/s | CPU us/record |\n|--:|--:|---|--:|--:|");
            foreach (var (clients, records) in Loads)
            {
                foreach (var measured in await MeasureAsync(servers, scenario.Zone(0), clients, records, options, cancellationToken))
                {
                    figures.Add(measured);
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {clients} | {records} | {measured.Server} | {measured.RecordsPerSecond:N0} | {measured.CpuMicroseconds:F1} |"));
                }
            }
            var report = new UpdateReport(TimeProvider.System.GetUtcNow(), Report.Machine(), options.Rounds, options.Seconds, figures);
            var file = Path.Combine(options.Output, string.Create(CultureInfo.InvariantCulture, $"update-{report.At:yyyyMMdd-HHmmss}.json"));
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, Json), cancellationToken);
            await output.WriteLineAsync(file);
            return 0;
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static async Task<IEnumerable<UpdateFigures>> MeasureAsync(DnsServer[] servers, string zone, int clients, int records, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var rounds = servers.ToDictionary(server => server, _ => new List<(double Rate, double Cpu)>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var server in servers)
            {
                var before = Usage.Of(server.ProcessId).CpuSeconds;
                var run = await UpdateLoad.RunAsync(server.Port, zone, clients, records, options.Seconds, cancellationToken);
                rounds[server].Add((run.Rate, (Usage.Of(server.ProcessId).CpuSeconds - before) / run.Records * Million));
            }
        }
        return rounds.Select(entry => new UpdateFigures(
            entry.Key.Name, entry.Key.Settings, clients, records, Median(entry.Value.Select(value => value.Rate)), Median(entry.Value.Select(value => value.Cpu))));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
