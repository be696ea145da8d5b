using System.Globalization;
using System.Runtime.InteropServices;

namespace Waypost.Benchmarks.Dns;

/// <summary>The table that is printed, in Markdown.</summary>
internal static class Report
{
    public static async Task WriteAsync(TextWriter output, ScenarioFigures scenario)
    {
        await output.WriteLineAsync($"\nScenario {scenario.Scenario}: {scenario.Description}\n");
        await output.WriteLineAsync("| server | mode | queries/s | CPU us/query | of the better of Knot and NSD | p50 us | p99 us | memory MiB | s to ready |");
        await output.WriteLineAsync("|---|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var server in scenario.Servers)
        {
            foreach (var mode in server.Modes)
            {
                var best = scenario.Servers.Where(other => other.Server is "knot" or "nsd")
                    .SelectMany(other => other.Modes.Where(m => m.Mode == mode.Mode.Split('+')[0])).Select(m => m.CpuMicroseconds).DefaultIfEmpty(double.NaN).Min();
                var ratio = double.IsNaN(best) ? "" : (mode.CpuMicroseconds / best).ToString("F2", CultureInfo.InvariantCulture);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"| {server.Server} | {mode.Mode} | {mode.QueriesPerSecond:N0} | {mode.CpuMicroseconds:F2} | {ratio} | {mode.P50Microseconds:F0} | {mode.P99Microseconds:F0} | {server.MemoryMebibytes:F0} | {server.SecondsToReady:F2} |"));
            }
        }
        await output.WriteLineAsync();
        foreach (var server in scenario.Servers)
        {
            await output.WriteLineAsync($"- {server.Server}: {server.Settings}");
        }
        await output.WriteLineAsync();
    }

    public static string Machine()
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        return string.Create(CultureInfo.InvariantCulture, $"{model}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
    }
}
