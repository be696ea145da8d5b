using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Waypost.Benchmarks.Dns.Servers;

/// <summary>waypostd with its zones in SQLite, put there through the API the first time.</summary>
internal sealed class WaypostServer(int port, string program) : DnsServer("waypost", port), IDisposable
{
    private const int Creators = 16;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(10) };
    private string _directory = "";

    public override string Settings => "SQLite; one UDP thread (one a core); mail protocols off";

    /// <summary>Seconds that the creation of all zones through the API took; 0 when they were there from an earlier run.</summary>
    public double SecondsToCreate { get; private set; }

    private int HttpPort => Port + 1;

    public override async Task PrepareAsync(Scenario scenario, string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        var stamp = Path.Combine(directory, "created");
        if (File.Exists(stamp))
        {
            return;
        }
        if (Directory.Exists(DataDirectory))
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
        using var process = Launch();
        try
        {
            await ReadyAsync(process, cancellationToken);
            var text = await File.ReadAllTextAsync(scenario.ZoneFile, cancellationToken);
            var started = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(scenario.Zones, new ParallelOptions { MaxDegreeOfParallelism = Creators, CancellationToken = cancellationToken },
                async (zone, token) => await SendAsync(HttpMethod.Post, "zones?name=" + zone, text, "text/dns", token));
            SecondsToCreate = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await File.WriteAllTextAsync(stamp, SecondsToCreate.ToString(CultureInfo.InvariantCulture), cancellationToken);
        }
        finally
        {
            using (Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
            }
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Puts one RRset: the change that is made a hundred times a second.</summary>
    public Task ChangeAsync(string zone, int number, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, $"zones/{zone}/rrsets/change{number % 5000}/A",
            string.Create(CultureInfo.InvariantCulture, $"{{\"ttl\": 60, \"records\": [\"10.1.{(number >> 8) & 255}.{number & 255}\"]}}"), "application/json", cancellationToken);

    public void Dispose() => _http.Dispose();

    protected override Process Launch()
    {
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program] : [program];
        return Pinned(command, Path.Combine(_directory, "log"), new Dictionary<string, string>
        {
            ["WAYPOST_DataDirectory"] = DataDirectory,
            ["WAYPOST_Http__Port"] = Text(HttpPort),
            ["WAYPOST_Dns__Port"] = Text(Port),
            ["WAYPOST_Smtp__Port"] = "0",
            ["WAYPOST_Smtp__SubmissionPort"] = "0",
            ["WAYPOST_Pop3__Port"] = "0",
            ["WAYPOST_Imap__Port"] = "0",
        });
    }

    private string DataDirectory => Path.Combine(_directory, "data");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task ReadyAsync(Process process, CancellationToken cancellationToken)
    {
        while (!process.HasExited)
        {
            try
            {
                using var response = await _http.GetAsync(new Uri($"http://127.0.0.1:{HttpPort}/readyz"), cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(50, cancellationToken);
        }
        throw new InvalidOperationException("waypostd ended; see its log.");
    }

    private async Task SendAsync(HttpMethod method, string path, string body, string type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{HttpPort}/v1/{path}");
        var key = await File.ReadAllTextAsync(Path.Combine(DataDirectory, "admin.key"), cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
        request.Content = new StringContent(body, Encoding.UTF8, type);
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }
}
