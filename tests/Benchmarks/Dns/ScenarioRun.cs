using System.Globalization;
using Waypost.Benchmarks.Dns.Servers;

namespace Waypost.Benchmarks.Dns;

/// <summary>Starts the servers of one scenario, measures them in turns, and stops them.</summary>
internal sealed class ScenarioRun(BenchmarkOptions options, Scenario scenario, IReadOnlyList<DnsServer> servers, TextWriter output)
{
    private const double Million = 1e6;
    private const double Mebibyte = 1 << 20;

    private readonly Dictionary<DnsServer, double> _memory = [];

    public async Task<ScenarioFigures> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(Path.Combine(options.WorkDirectory, string.Create(CultureInfo.InvariantCulture, $"scenario{scenario.Number}")));
        scenario.Write(directory);
        try
        {
            foreach (var server in servers)
            {
                await StartAsync(server, Path.Combine(directory, server.Name), cancellationToken);
            }
            var modes = servers.ToDictionary(server => server, _ => new List<ModeFigures>());
            foreach (var mode in options.Modes)
            {
                foreach (var (server, figures) in await MeasureAsync(mode, mode, servers, cancellationToken))
                {
                    modes[server].Add(figures);
                }
            }
            if (options.Changes && servers.OfType<WaypostServer>().FirstOrDefault() is { } waypost)
            {
                await using var changes = new ChangeLoad(waypost, scenario.Zone(0));
                modes[waypost].Add((await MeasureAsync("udp", "udp+changes", [waypost], cancellationToken))[waypost]);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"# {changes.Rate:F0} changes a second were applied meanwhile"));
            }
            return new ScenarioFigures(scenario.Number, scenario.Description,
                [.. servers.Select(server => new ServerFigures(server.Name, server.Settings, server.SecondsToReady, _memory[server], (server as WaypostServer)?.SecondsToCreate, modes[server]))]);
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
                (server as IDisposable)?.Dispose();
            }
        }
    }

    private async Task StartAsync(DnsServer server, string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        await server.PrepareAsync(scenario, directory, cancellationToken);
        await server.StartAsync(scenario, cancellationToken);
        // Warm: code is compiled, caches are filled, what the load left behind is given back.
        await LoadRun.RunAsync("udp", server.Port, scenario.QueryFile, Math.Max(3, options.Seconds), 0, cancellationToken);
        if (options.Modes.Any(mode => mode.StartsWith("tcp", StringComparison.Ordinal)))
        {
            await LoadRun.RunAsync("tcp", server.Port, scenario.QueryFile, 2, 0, cancellationToken);
        }
        _memory[server] = Usage.Of(server.ProcessId, memory: true).MemoryBytes / Mebibyte;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"# {server.Name}: ready after {server.SecondsToReady:F2} s, {_memory[server]:F0} MiB{((server as WaypostServer)?.SecondsToCreate is > 0 and var created ? $", zones created in {created:F1} s" : "")}"));
    }

    private async Task<Dictionary<DnsServer, ModeFigures>> MeasureAsync(string mode, string label, IReadOnlyList<DnsServer> these, CancellationToken cancellationToken)
    {
        var rounds = these.ToDictionary(server => server, _ => new List<(double Rate, double Cpu, double P50, double P99, long Lost)>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var server in these)
            {
                var before = Usage.Of(server.ProcessId).CpuSeconds;
                var run = await LoadRun.RunAsync(mode, server.Port, scenario.QueryFile, options.Seconds, 0, cancellationToken);
                var cpu = (Usage.Of(server.ProcessId).CpuSeconds - before) / run.Completed;
                var paced = options.Rate == 0 ? run : await LoadRun.RunAsync(mode, server.Port, scenario.QueryFile, options.Seconds, options.Rate, cancellationToken);
                rounds[server].Add((run.Rate, cpu * Million, paced.Percentile(0.5) * Million, paced.Percentile(0.99) * Million, run.Lost + paced.Lost));
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"# {label} round {round + 1}: {server.Name,-8} {run.Rate,8:F0} q/s {cpu * Million,6:F2} us CPU a query, p50 {paced.Percentile(0.5) * Million:F0} p99 {paced.Percentile(0.99) * Million:F0} us"));
            }
        }
        return rounds.ToDictionary(entry => entry.Key, entry => new ModeFigures(label, Median(entry.Value, r => r.Rate), Median(entry.Value, r => r.Cpu),
            Median(entry.Value, r => r.P50), Median(entry.Value, r => r.P99), entry.Value.Sum(r => r.Lost)));
    }

    private static double Median<T>(List<T> values, Func<T, double> select)
    {
        var sorted = values.Select(select).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
