using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Waypost.Benchmarks.Dns;
using Waypost.Benchmarks.Dns.Servers;

namespace Waypost.Benchmarks.Updates;

/// <summary>named with a journal, which takes updates from loopback.</summary>
internal sealed class UpdatableNamed(int port) : DnsServer("named", port)
{
    private string _directory = "";

    public override string Settings => "-n 1; allow-update { 127.0.0.1; }; no logging";

    public override async Task PrepareAsync(Scenario scenario, string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        File.Copy(scenario.ZoneFile, Path.Combine(directory, "zone"), overwrite: true);
        File.Delete(Path.Combine(directory, "zone.jnl"));
        await File.WriteAllTextAsync(Path.Combine(directory, "named.conf"), $$"""
            options {
                directory "{{directory}}";
                listen-on port {{Port}} { 127.0.0.1; };
                listen-on-v6 { none; };
                pid-file none;
                lock-file none;
                session-keyfile none;
                recursion no;
                dnssec-validation no;
                tcp-clients 1000;
                update-quota 1000;
                notify no;
            };
            controls { };
            logging { category default { null; }; };
            zone "{{scenario.Zone(0)}}" { type primary; file "zone"; allow-update { 127.0.0.1; }; };
            """, cancellationToken);
    }

    protected override Process Launch() => Pinned(["named", "-f", "-n", "1", "-c", Path.Combine(_directory, "named.conf")], Path.Combine(_directory, "log"));
}

/// <summary>waypostd with SQLite, which takes updates from loopback.</summary>
internal sealed class UpdatableWaypost(int port, string program) : DnsServer("waypost", port)
{
    private string _directory = "";

    public override string Settings => "SQLite, synchronous=FULL; allow-update 127.0.0.1; log level Warning";

    private string DataDirectory => Path.Combine(_directory, "data");

    public override async Task PrepareAsync(Scenario scenario, string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        if (Directory.Exists(DataDirectory))
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
        using var process = Launch();
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        try
        {
            while (!await IsReadyAsync(http, cancellationToken))
            {
                await Task.Delay(50, cancellationToken);
            }
            var key = await File.ReadAllTextAsync(Path.Combine(DataDirectory, "admin.key"), cancellationToken);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
            await SendAsync(http, HttpMethod.Post, "zones?name=" + scenario.Zone(0), await File.ReadAllTextAsync(scenario.ZoneFile, cancellationToken), "text/dns", cancellationToken);
            await SendAsync(http, HttpMethod.Patch, "zones/" + scenario.Zone(0), """{"settings":{"allowUpdate":["127.0.0.1"]}}""", "application/json", cancellationToken);
        }
        finally
        {
            using (Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
            }
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    protected override Process Launch()
    {
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program] : [program];
        return Pinned(command, Path.Combine(_directory, "log"), new Dictionary<string, string>
        {
            ["WAYPOST_DataDirectory"] = DataDirectory,
            ["WAYPOST_Http__Port"] = Text(Port + 1),
            ["WAYPOST_Dns__Port"] = Text(Port),
            ["WAYPOST_Smtp__Port"] = "0",
            ["WAYPOST_Smtp__SubmissionPort"] = "0",
            ["WAYPOST_Pop3__Port"] = "0",
            ["WAYPOST_Imap__Port"] = "0",
            ["WAYPOST_Logging__LogLevel__Default"] = "Warning",
        });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri($"http://127.0.0.1:{Port + 1}/readyz"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task SendAsync(HttpClient http, HttpMethod method, string path, string body, string type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{Port + 1}/v1/{path}") { Content = new StringContent(body, Encoding.UTF8, type) };
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }
}
