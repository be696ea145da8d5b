using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Waypost.Benchmarks.Imap;

/// <summary>One mail store under measurement: its process, its ports, and the CPU that it and its children have used.</summary>
internal abstract class MailServer(string name, string directory, int port) : IAsyncDisposable
{
    public string Name => name;

    public int ImapPort => port;

    public int Pop3Port => port + 1;

    protected string Directory => directory;

    protected Process? Process { get; set; }

    public abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Seconds of CPU of the process and all below it, those that have ended included.</summary>
    public double CpuSeconds()
    {
        var stats = System.IO.Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(entry => int.TryParse(entry, out _)).Select(ReadStat).OfType<long[]>().ToList();
        var family = new HashSet<long> { Process!.Id };
        for (var grown = true; grown;)
        {
            grown = stats.Where(stat => family.Contains(stat[1])).Select(stat => stat[0]).Aggregate(false, (any, id) => family.Add(id) || any);
        }

        return stats.Where(stat => family.Contains(stat[0])).Sum(stat => stat[2] + stat[3] + stat[4] + stat[5]) / 100.0;
    }

    /// <summary>Octets of resident memory of the process.</summary>
    public long ResidentMemory()
    {
        Process!.Refresh();
        return Process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        if (Process is { HasExited: false } process)
        {
            using (Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
            }

            await process.WaitForExitAsync();
        }

        Process?.Dispose();
        Process = null;
    }

    protected async Task WaitForPortAsync(int awaited, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", awaited, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100, cancellationToken);
            }
        }

        throw new InvalidOperationException($"{name} does not listen; see its log in {directory}.");
    }

    // Id, parent, and user and system time of the process and of its children that have ended.
    private static long[]? ReadStat(string? id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return [long.Parse(id!, CultureInfo.InvariantCulture), .. new[] { 1, 11, 12, 13, 14 }.Select(at => long.Parse(fields[at], CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
