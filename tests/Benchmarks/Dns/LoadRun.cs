using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Waypost.Benchmarks.Dns;

/// <summary>One run of dnsperf, pinned to the second core.</summary>
/// <param name="Completed">Queries answered.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Lost">Queries without an answer.</param>
/// <param name="Latencies">Seconds each answer took, sorted, when they were asked for.</param>
internal sealed partial record LoadRun(long Completed, double Seconds, long Lost, IReadOnlyList<double> Latencies)
{
    private const int LoadCore = 1;

    public double Rate => Completed / Seconds;

    public double Percentile(double share) => Latencies.Count == 0 ? 0 : Latencies[(int)(share * (Latencies.Count - 1))];

    public static async Task<LoadRun> RunAsync(string mode, int port, string queries, int seconds, int rate, CancellationToken cancellationToken)
    {
        List<string> arguments =
        [
            "-c", Text(LoadCore), "dnsperf", "-W", "-s", "127.0.0.1", "-p", Text(port), "-d", queries, "-l", Text(seconds), "-T", "1", "-t", "2",
        ];
        // Over TCP either twenty queries are in flight on each connection, or one on each of many.
        arguments.AddRange(mode switch
        {
            "edns" => ["-c", "20", "-q", "200", "-e"],
            "tcp" => ["-c", "20", "-q", "400", "-m", "tcp"],
            "tcp-single" => ["-c", "200", "-q", "200", "-m", "tcp"],
            _ => ["-c", "20", "-q", "200"],
        });
        if (rate > 0)
        {
            arguments.AddRange(["-Q", Text(rate), "-v"]);
        }
        using var process = Process.Start(new ProcessStartInfo("taskset", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var latencies = new List<double>();
        var (completed, lost, took) = (0L, 0L, 0d);
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                if (double.TryParse(line.AsSpan(line.LastIndexOf(' ') + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var latency))
                {
                    latencies.Add(latency);
                }
            }
            else if (Figure().Match(line) is { Success: true } match)
            {
                var value = double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
                switch (match.Groups[1].Value)
                {
                    case "Queries completed": completed = (long)value; break;
                    case "Queries lost": lost = (long)value; break;
                    default: took = value; break;
                }
            }
        }
        await process.WaitForExitAsync(cancellationToken);
        if (completed == 0)
        {
            throw new InvalidOperationException($"dnsperf completed no query: {await errors}");
        }
        latencies.Sort();
        return new LoadRun(completed, took, lost, latencies);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(Queries completed|Queries lost|Run time \(s\)):\s+([0-9.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();
}
