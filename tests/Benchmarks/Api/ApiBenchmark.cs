using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Waypost.Benchmarks.Dns;

namespace Waypost.Benchmarks.Api;

/// <summary>Medians of one server in one load: operations a second, and how long one request took.</summary>
internal sealed record ApiFigures(string Load, string Server, string Settings, double PerSecond, double MedianMilliseconds, double P99Milliseconds);

internal sealed record ApiReport(DateTimeOffset At, string Machine, int Rounds, int Seconds, IReadOnlyList<ApiFigures> Figures);

/// <summary>Waypost's API beside that of PowerDNS, both on SQLite, in turns.</summary>
internal static class ApiBenchmark
{
    private const int FirstPort = 15500;
    private const int ZoneSize = 100_000;
    private const int PatchSize = 1000;
    private const string Zone = "bench.example";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static long _nextName;

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        BenchmarkOptions options;
        try
        {
            options = BenchmarkOptions.Parse(args);
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync("scripts/bench api: " + exception.Message);
            return 2;
        }

        var directory = Path.GetFullPath(Path.Combine(options.WorkDirectory, "api"));
        ApiServer[] servers = [new PowerDnsApi(FirstPort, Path.Combine(directory, "pdns")), new WaypostApi(FirstPort + 2, Path.Combine(directory, "waypost"), options.Waypost)];
        try
        {
            foreach (var server in servers)
            {
                await server.StartAsync(cancellationToken);
                await server.SendAsync(() => server.CreateZone(Zone, []), cancellationToken);
                await TimedAsync(server, 4, 2, () => server.PutRrset(Zone, Name()), cancellationToken);
            }

            await output.WriteLineAsync("| load | server | per second | median ms | p99 ms |\n|---|---|--:|--:|--:|");
            var figures = new List<ApiFigures>();
            await MeasureAsync("single RRset, 1 client", 1, (server, _) => TimedAsync(server, 1, options.Seconds, () => server.PutRrset(Zone, Name()), cancellationToken));
            await MeasureAsync("single RRset, 16 clients", 1, (server, _) => TimedAsync(server, 16, options.Seconds, () => server.PutRrset(Zone, Name()), cancellationToken));
            await MeasureAsync("PATCH of 1,000, RRsets", PatchSize, (server, _) => TimedAsync(server, 1, options.Seconds, () => server.PatchRrsets(Zone, Names(PatchSize)), cancellationToken));
            await MeasureAsync("zone of 100,000, records", ZoneSize, (server, round) => OnceAsync(() => server.SendAsync(() => server.CreateZone(Large(round), [.. Enumerable.Range(0, ZoneSize).Select(i => "n" + i.ToString(CultureInfo.InvariantCulture))]), cancellationToken)));
            await MeasureAsync("list of 100,000, records", ZoneSize, (server, round) => OnceAsync(() => server.ListAsync(Large(round), cancellationToken)));
            await MeasureAsync("search", 1, (server, _) => TimedAsync(server, 1, options.Seconds, () => server.Search("n77777"), cancellationToken));
            var report = new ApiReport(TimeProvider.System.GetUtcNow(), Report.Machine(), options.Rounds, options.Seconds, figures);
            Directory.CreateDirectory(options.Output);
            var file = Path.Combine(options.Output, string.Create(CultureInfo.InvariantCulture, $"api-{report.At:yyyyMMdd-HHmmss}.json"));
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, Json), cancellationToken);
            await output.WriteLineAsync(file);
            return 0;

            async Task MeasureAsync(string load, int each, Func<ApiServer, int, Task<(double Seconds, List<double> Milliseconds)>> run)
            {
                var rounds = servers.ToDictionary(server => server, _ => new List<(double Rate, double Median, double P99)>());
                for (var round = 0; round < options.Rounds; round++)
                {
                    foreach (var server in servers)
                    {
                        var (seconds, times) = await run(server, round);
                        times.Sort();
                        rounds[server].Add((times.Count * each / seconds, times[times.Count / 2], times[(int)((times.Count - 1) * 0.99)]));
                    }
                }

                foreach (var (server, results) in rounds)
                {
                    var figure = new ApiFigures(load, server.Name, server.Settings, Median(results.Select(r => r.Rate)), Median(results.Select(r => r.Median)), Median(results.Select(r => r.P99)));
                    figures.Add(figure);
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {load} | {figure.Server} | {figure.PerSecond:N0} | {figure.MedianMilliseconds:F2} | {figure.P99Milliseconds:F2} |"));
                }
            }
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static string Large(int round) => string.Create(CultureInfo.InvariantCulture, $"large{round}.example");

    private static string Name() => "r" + Interlocked.Increment(ref _nextName).ToString(CultureInfo.InvariantCulture);

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(_ => Name())];

    private static async Task<(double Seconds, List<double> Milliseconds)> OnceAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return (elapsed.TotalSeconds, [elapsed.TotalMilliseconds]);
    }

    private static async Task<(double Seconds, List<double> Milliseconds)> TimedAsync(ApiServer server, int clients, int seconds, Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds)
            {
                var at = Stopwatch.GetTimestamp();
                await server.SendAsync(request, cancellationToken);
                own.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }

            return own;
        }, cancellationToken)));
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, [.. times.SelectMany(own => own)]);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
