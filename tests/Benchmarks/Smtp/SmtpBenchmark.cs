using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Waypost.Benchmarks.Dns;

namespace Waypost.Benchmarks.Smtp;

/// <summary>Medians of one server under one load.</summary>
internal sealed record SmtpFigures(string Server, int Sessions, int Messages, double AcceptedPerSecond, double DeliveredPerSecond, double CpuMilliseconds);

/// <summary>What so many connections at rest take.</summary>
internal sealed record IdleFigures(string Server, int Connections, double MebibytesBefore, double Mebibytes);

/// <summary>A run's figures, as the file has them.</summary>
internal sealed record SmtpReport(DateTimeOffset At, string Machine, int Rounds, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<SmtpFigures> Figures, IReadOnlyList<IdleFigures> Idle);

/// <summary>smtp-source against Waypost and Postfix in turns: 4 KB messages into one mailbox, accepted and delivered.</summary>
internal static class SmtpBenchmark
{
    private const int FirstPort = 15500;
    private const int MessageLength = 4096;
    private const int IdleConnections = 10_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var (rounds, messages, waypost, servers, idle) = (3, 4000, "", "waypost,postfix", IdleConnections);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--rounds": rounds = Number(args[i + 1]); break;
                case "--messages": messages = Number(args[i + 1]); break;
                case "--servers": servers = args[i + 1]; break;
                case "--idle": idle = Number(args[i + 1]); break;
                case "--waypost": waypost = args[i + 1]; break;
                default:
                    await Console.Error.WriteLineAsync($"scripts/bench smtp: {args[i]} is no option. Options: --rounds N --messages N --servers waypost,postfix --idle N");
                    return 2;
            }
        }
        // Postfix's own processes must get there, so not under somebody's home.
        var directory = Directory.CreateTempSubdirectory("waypost-bench-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        }

        MailServer[] all = [new WaypostMailServer(FirstPort, waypost), new PostfixServer(FirstPort + 10)];
        var measured = Array.FindAll(all, server => servers.Split(',').Contains(server.Name));
        try
        {
            foreach (var server in measured)
            {
                await server.StartAsync(Path.Combine(directory, server.Name), cancellationToken);
                await MeasureAsync(server, 20, messages / 4, cancellationToken);
            }
            var figures = new List<SmtpFigures>();
            await output.WriteLineAsync("| sessions | server | accepted/s | delivered/s | CPU ms/message |\n|--:|---|--:|--:|--:|");
            foreach (var sessions in new[] { 20, 200 })
            {
                var runs = measured.ToDictionary(server => server, _ => new List<SmtpFigures>());
                for (var round = 0; round < rounds; round++)
                {
                    foreach (var server in measured)
                    {
                        runs[server].Add(await MeasureAsync(server, sessions, messages, cancellationToken));
                    }
                }
                foreach (var (server, of) in runs)
                {
                    var median = new SmtpFigures(server.Name, sessions, messages, Median(of, f => f.AcceptedPerSecond), Median(of, f => f.DeliveredPerSecond), Median(of, f => f.CpuMilliseconds));
                    figures.Add(median);
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {sessions} | {server.Name} | {median.AcceptedPerSecond:N0} | {median.DeliveredPerSecond:N0} | {median.CpuMilliseconds:F2} |"));
                }
            }
            var atRest = new List<IdleFigures>();
            if (idle > 0 && measured.OfType<WaypostMailServer>().FirstOrDefault() is { } own)
            {
                atRest.Add(await HoldAsync(own, idle, cancellationToken));
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\n{idle} connections at rest: {atRest[0].Mebibytes:F0} MiB, {atRest[0].MebibytesBefore:F0} MiB before them"));
            }
            var report = new SmtpReport(TimeProvider.System.GetUtcNow(), Report.Machine(), rounds, measured.ToDictionary(server => server.Name, server => server.Settings), figures, atRest);
            var file = Path.Combine("artifacts/bench", string.Create(CultureInfo.InvariantCulture, $"smtp-{report.At:yyyyMMdd-HHmmss}.json"));
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, Json), cancellationToken);
            await output.WriteLineAsync(file);
            return 0;
        }
        finally
        {
            foreach (var server in measured)
            {
                await server.DisposeAsync();
            }
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<SmtpFigures> MeasureAsync(MailServer server, int sessions, int messages, CancellationToken cancellationToken)
    {
        var before = await server.CountDeliveredAsync(cancellationToken);
        var cpu = server.Used(memory: false).CpuSeconds;
        var started = Stopwatch.GetTimestamp();
        string[] arguments = ["-d", "-s", Text(sessions), "-m", Text(messages), "-l", Text(MessageLength), "-f", "sender@source.test", "-t", MailServer.Recipient, $"127.0.0.1:{server.Port}"];
        using (var source = Process.Start("smtp-source", arguments))
        {
            await source.WaitForExitAsync(cancellationToken);
            if (source.ExitCode != 0)
            {
                throw new InvalidOperationException($"smtp-source ended with {source.ExitCode}.");
            }
        }
        var accepted = Stopwatch.GetElapsedTime(started).TotalSeconds;
        while (await server.CountDeliveredAsync(cancellationToken) < before + messages)
        {
            await Task.Delay(50, cancellationToken);
        }
        var delivered = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new SmtpFigures(server.Name, sessions, messages, messages / accepted, messages / delivered, (server.Used(memory: false).CpuSeconds - cpu) * 1000 / messages);
    }

    // Connections that were greeted, said EHLO, and rest.
    private static async Task<IdleFigures> HoldAsync(MailServer server, int connections, CancellationToken cancellationToken)
    {
        var before = server.Used(memory: true).MemoryBytes;
        var held = new List<TcpClient>();
        var buffer = new byte[1024];
        try
        {
            for (var i = 0; i < connections; i++)
            {
                var client = new TcpClient();
                held.Add(client);
                await client.ConnectAsync("127.0.0.1", server.Port, cancellationToken);
                await client.GetStream().ReadAtLeastAsync(buffer, 1, cancellationToken: cancellationToken);
                await client.GetStream().WriteAsync("EHLO source.test\r\n"u8.ToArray(), cancellationToken);
                await client.GetStream().ReadAtLeastAsync(buffer, 1, cancellationToken: cancellationToken);
            }
            return new IdleFigures(server.Name, connections, Mebibytes(before), Mebibytes(server.Used(memory: true).MemoryBytes));
        }
        finally
        {
            held.ForEach(client => client.Dispose());
        }
    }

    private static double Mebibytes(long bytes) => bytes / 1024d / 1024d;

    private static double Median(List<SmtpFigures> runs, Func<SmtpFigures, double> of)
    {
        var sorted = runs.Select(of).Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
