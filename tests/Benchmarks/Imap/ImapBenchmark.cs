using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Waypost.Benchmarks.Imap;

/// <summary><c>scripts/bench imap</c>: Waypost and Dovecot over the same messages, one after the other.</summary>
internal static class ImapBenchmark
{
    private const int FirstPort = 21430;

    private static readonly (string Name, int Times, string[] Commands)[] Steps =
    [
        ("select", 20, ["SELECT INBOX"]),
        ("fetch-flags", 5, ["FETCH 1:* (FLAGS)"]),
        ("fetch-envelope", 3, ["FETCH 1:* (ENVELOPE)"]),
        ("fetch-bodystructure", 3, ["FETCH 1:* (BODYSTRUCTURE)"]),
        ("fetch-bodies", 2, ["FETCH 1:* (BODY.PEEK[])"]),
        ("search-header", 10, ["SEARCH SUBJECT \"budget\"", "SEARCH FROM \"sender42\""]),
        ("search-text", 3, ["SEARCH TEXT \"zyzzyva\"", "SEARCH BODY \"candidate release\""]),
        ("sort", 3, ["SORT (SUBJECT) UTF-8 ALL", "SORT (REVERSE DATE) UTF-8 ALL"]),
        ("thread", 3, ["THREAD REFERENCES UTF-8 ALL"]),
        ("store", 2, ["STORE 1:* +FLAGS.SILENT (\\Flagged)", "STORE 1:* -FLAGS.SILENT (\\Flagged)"]),
        ("copy", 1, ["COPY 1:* Archive"]),
        ("expunge", 1, ["SELECT Archive", "STORE 1:* +FLAGS.SILENT (\\Deleted)", "EXPUNGE", "SELECT INBOX"]),
    ];

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var count = int.Parse(Option(args, "--messages") ?? "10000", CultureInfo.InvariantCulture);
        var program = Option(args, "--waypost") ?? throw new ArgumentException("--waypost names the server's program.");
        var root = Directory.CreateTempSubdirectory("waypost-bench-imap-");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(root.FullName, (UnixFileMode)0b111_101_101);
        }

        var figures = new Dictionary<string, Dictionary<string, Figure>>(StringComparer.Ordinal);
        try
        {
            await using MailServer dovecot = new DovecotServer(root.CreateSubdirectory("dovecot").FullName, FirstPort);
            figures["dovecot"] = await MeasureAsync(dovecot, count, output, cancellationToken);
            await dovecot.DisposeAsync();
            await using MailServer waypost = new WaypostMailServer(root.CreateSubdirectory("waypost").FullName, FirstPort + 10, program);
            figures["waypost"] = await MeasureAsync(waypost, count, output, cancellationToken);
        }
        finally
        {
            root.Delete(recursive: true);
        }

        await ReportAsync(figures, count, output, cancellationToken);
        return 0;
    }

    private static async Task<Dictionary<string, Figure>> MeasureAsync(MailServer server, int count, TextWriter output, CancellationToken cancellationToken)
    {
        await server.StartAsync(cancellationToken);
        var figures = new Dictionary<string, Figure>(StringComparer.Ordinal);
        using var wire = await ImapWire.OpenAsync(server.ImapPort, cancellationToken);
        figures["append"] = await TimeAsync(server, count, async number => await wire.AppendAsync("INBOX", Corpus.Message(number), cancellationToken));
        await wire.RunAsync("SELECT INBOX", cancellationToken);
        foreach (var (name, times, commands) in Steps)
        {
            try
            {
                figures[name] = await TimeAsync(server, times, async _ =>
                {
                    foreach (var command in commands)
                    {
                        await wire.RunAsync(command, cancellationToken);
                    }
                });
            }
            catch (InvalidOperationException exception)
            {
                await output.WriteLineAsync($"{server.Name} {name}: {exception.Message}");
            }
        }

        figures["idle"] = await IdleAsync(server, wire, cancellationToken);
        await wire.RunAsync("LOGOUT", cancellationToken);
        figures["pop3-retr"] = await TimeAsync(server, 1, async _ => await Pop3Wire.RetrieveAllAsync(server.Pop3Port, count, cancellationToken));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{server.Name}: {server.ResidentMemory() >> 20} MB resident at the end"));
        return figures;
    }

    private static async Task<Figure> IdleAsync(MailServer server, ImapWire appender, CancellationToken cancellationToken)
    {
        using var idler = await ImapWire.OpenAsync(server.ImapPort, cancellationToken);
        await idler.RunAsync("SELECT Archive", cancellationToken);
        return await TimeAsync(server, 10, async number =>
        {
            await idler.IdleAsync(cancellationToken);
            await appender.AppendAsync("Archive", Corpus.Message(number), cancellationToken);
            await idler.AwaitExistsAsync(cancellationToken);
            await idler.DoneAsync(cancellationToken);
        });
    }

    private static async Task<Figure> TimeAsync(MailServer server, int times, Func<int, Task> action)
    {
        var cpu = server.CpuSeconds();
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < times; number++)
        {
            await action(number);
        }

        return new(Stopwatch.GetElapsedTime(started).TotalSeconds / times, (server.CpuSeconds() - cpu) / times);
    }

    private static async Task ReportAsync(Dictionary<string, Dictionary<string, Figure>> figures, int count, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} messages; milliseconds each; ratio is Waypost's part of Dovecot's"));
        await output.WriteLineAsync($"{"",-20} {"dovecot",10} {"cpu",8} {"waypost",10} {"cpu",8} {"wall",6} {"cpu",6}");
        foreach (var (name, theirs) in figures["dovecot"])
        {
            if (figures["waypost"].GetValueOrDefault(name) is { } ours)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{name,-20} {theirs.Wall * 1000,10:0.0} {theirs.Cpu * 1000,8:0.0} {ours.Wall * 1000,10:0.0} {ours.Cpu * 1000,8:0.0} {ours.Wall / theirs.Wall,6:0.00} {ours.Cpu / Math.Max(theirs.Cpu, 0.0001),6:0.00}"));
            }
        }

        Directory.CreateDirectory("artifacts/bench");
        await File.WriteAllTextAsync($"artifacts/bench/imap-{count.ToString(CultureInfo.InvariantCulture)}.json", JsonSerializer.Serialize(figures), cancellationToken);
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    internal sealed record Figure(double Wall, double Cpu);
}
