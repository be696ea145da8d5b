using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Waypost.Benchmarks.Api;

/// <summary>A server whose API is measured; both keep their state in SQLite.</summary>
internal abstract class ApiServer(string name, int port, string directory) : IAsyncDisposable
{
    private Process? _process;

    public string Name => name;

    public abstract string Settings { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromMinutes(10) };

    protected int Port => port;

    protected string Directory => directory;

    /// <summary>Adds one A record of a new name.</summary>
    public abstract HttpRequestMessage PutRrset(string zone, string owner);

    /// <summary>Adds many names at once.</summary>
    public abstract HttpRequestMessage PatchRrsets(string zone, IEnumerable<string> owners);

    /// <summary>Makes a zone of these owners, all in one request.</summary>
    public abstract HttpRequestMessage CreateZone(string zone, IReadOnlyList<string> owners);

    /// <summary>The requests that list every record of a zone.</summary>
    public abstract Task ListAsync(string zone, CancellationToken cancellationToken);

    public abstract HttpRequestMessage Search(string text);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(directory);
        await PrepareAsync(cancellationToken);
        _process = Launch();
        while (!await IsReadyAsync(cancellationToken))
        {
            await Task.Delay(50, cancellationToken);
        }

        await ReadyAsync(cancellationToken);
    }

    /// <summary>Sends a request until it succeeds: PowerDNS answers 500 where two writers of SQLite meet.</summary>
    public async Task SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        while (!await TrySendAsync(create(), cancellationToken))
        {
            Retries++;
        }
    }

    /// <summary>How often a request was sent again.</summary>
    public long Retries { get; private set; }

    private async Task<bool> TrySendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await Http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (!response.IsSuccessStatusCode && response.StatusCode != System.Net.HttpStatusCode.InternalServerError)
            {
                throw new InvalidOperationException($"{name}: {request.Method} {request.RequestUri}: {(int)response.StatusCode} {Encoding.UTF8.GetString(text)}");
            }

            return response.IsSuccessStatusCode;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        _process?.Dispose();
    }

    protected abstract Task PrepareAsync(CancellationToken cancellationToken);

    protected abstract Process Launch();

    protected abstract Uri ReadyUri { get; }

    protected virtual Task ReadyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected HttpRequestMessage Request(HttpMethod method, string path, string? body, string mediaType = "application/json") =>
        new(method, $"http://127.0.0.1:{port}/{path}") { Content = body is null ? null : new StringContent(body, Encoding.UTF8, mediaType) };

    protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(ReadyUri, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>waypostd.</summary>
internal sealed class WaypostApi(int port, string directory, string program) : ApiServer("waypost", port, directory)
{
    public override string Settings => "SQLite (WAL, synchronous=FULL), changesets and audit kept; RequestsPerSecond 0; log level Warning";

    protected override Uri ReadyUri => new($"http://127.0.0.1:{Port}/readyz");

    private string Data => Path.Combine(Directory, "data");

    public override HttpRequestMessage PutRrset(string zone, string owner) =>
        Request(HttpMethod.Put, $"v1/zones/{zone}/rrsets/{owner}/A", """{"ttl":300,"records":["192.0.2.1"]}""");

    public override HttpRequestMessage PatchRrsets(string zone, IEnumerable<string> owners) => Request(
        HttpMethod.Patch, $"v1/zones/{zone}/rrsets", $$"""{"changes":[{{string.Join(',', owners.Select(owner => $$"""{"owner":"{{owner}}","type":"A","ttl":300,"records":["192.0.2.1"]}"""))}}]}""");

    public override HttpRequestMessage CreateZone(string zone, IReadOnlyList<string> owners) => Request(
        HttpMethod.Post, "v1/zones?name=" + zone,
        $"@ 3600 IN SOA ns1.{zone}. hostmaster.{zone}. 1 3600 600 86400 300\n@ 3600 IN NS ns1.{zone}.\n" + string.Concat(owners.Select(owner => $"{owner} 300 IN A 192.0.2.1\n")), "text/dns");

    public override async Task ListAsync(string zone, CancellationToken cancellationToken)
    {
        var cursor = "";
        do
        {
            var text = await Http.GetStringAsync(new Uri($"http://127.0.0.1:{Port}/v1/zones/{zone}/rrsets?limit=1000{cursor}"), cancellationToken);
            var next = text.LastIndexOf("\"next\":\"", StringComparison.Ordinal);
            cursor = next < 0 ? "" : "&cursor=" + text[(next + 8)..text.LastIndexOf('"')];
        }
        while (cursor.Length > 0);
    }

    public override HttpRequestMessage Search(string text) => Request(HttpMethod.Get, "v1/search?limit=100&q=" + text, null);

    protected override Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (System.IO.Directory.Exists(Data))
        {
            System.IO.Directory.Delete(Data, recursive: true);
        }

        return Task.CompletedTask;
    }

    protected override async Task ReadyAsync(CancellationToken cancellationToken)
    {
        while (!(await Http.GetAsync(ReadyUri, cancellationToken)).IsSuccessStatusCode)
        {
            await Task.Delay(20, cancellationToken);
        }

        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(Data, "admin.key"), cancellationToken)).Trim());
    }

    protected override Process Launch()
    {
        var start = program.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", program) : new ProcessStartInfo(program);
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["DataDirectory"] = Data,
            ["Http__Port"] = Text(Port),
            ["Dns__Port"] = Text(Port + 1),
            ["Smtp__Port"] = "0",
            ["Smtp__SubmissionPort"] = "0",
            ["Pop3__Port"] = "0",
            ["Imap__Port"] = "0",
            ["Http__RequestsPerSecond"] = "0",
            ["Logging__LogLevel__Default"] = "Warning",
        })
        {
            start.Environment["WAYPOST_" + key] = value;
        }

        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}

/// <summary>pdns_server with the gsqlite3 backend.</summary>
internal sealed class PowerDnsApi(int port, string directory) : ApiServer("pdns", port, directory)
{
    private const string Schema = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";
    private const string Root = "api/v1/servers/localhost/";

    public override string Settings => "gsqlite3 (WAL, synchronous=FULL)";

    protected override Uri ReadyUri => new($"http://127.0.0.1:{Port}/{Root}zones");

    public override HttpRequestMessage PutRrset(string zone, string owner) => PatchRrsets(zone, [owner]);

    public override HttpRequestMessage PatchRrsets(string zone, IEnumerable<string> owners) => Request(
        HttpMethod.Patch, $"{Root}zones/{zone}.", $$"""{"rrsets":[{{string.Join(',', owners.Select(owner => Rrset(zone, owner, "A", "192.0.2.1", ",\"changetype\":\"REPLACE\"")))}}]}""");

    public override HttpRequestMessage CreateZone(string zone, IReadOnlyList<string> owners) => Request(
        HttpMethod.Post, Root + "zones",
        $$"""{"name":"{{zone}}.","kind":"Native","nameservers":["ns1.{{zone}}."],"rrsets":[{{string.Join(',', owners.Select(owner => Rrset(zone, owner, "A", "192.0.2.1", "")))}}]}""");

    public override async Task ListAsync(string zone, CancellationToken cancellationToken) =>
        await Http.GetByteArrayAsync(new Uri($"http://127.0.0.1:{Port}/{Root}zones/{zone}."), cancellationToken);

    public override HttpRequestMessage Search(string text) => Request(HttpMethod.Get, $"{Root}search-data?max=100&q=*{text}*", null);

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var database = Path.Combine(Directory, "pdns.db");
        foreach (var file in System.IO.Directory.GetFiles(Directory, "pdns.db*"))
        {
            File.Delete(file);
        }

        using var sqlite = Process.Start("sqlite3", [database, ".read " + Schema, "PRAGMA journal_mode=WAL;"]);
        await sqlite.WaitForExitAsync(cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Directory, "pdns.conf"), $"""
            launch=gsqlite3
            gsqlite3-database={database}
            gsqlite3-pragma-synchronous=2
            local-address=127.0.0.1
            local-port={Port + 1}
            socket-dir={Directory}
            api=yes
            api-key=bench
            webserver=yes
            webserver-address=127.0.0.1
            webserver-port={Port}
            webserver-max-bodysize=200
            webserver-loglevel=none
            loglevel=1
            """, cancellationToken);
    }

    protected override Task ReadyAsync(CancellationToken cancellationToken)
    {
        Http.DefaultRequestHeaders.Add("X-API-Key", "bench");
        return Task.CompletedTask;
    }

    protected override Process Launch() => Process.Start("pdns_server", ["--config-dir=" + Directory, "--daemon=no", "--guardian=no", "--disable-syslog"]);

    private static string Rrset(string zone, string owner, string type, string content, string more) =>
        $$"""{"name":"{{owner}}.{{zone}}.","type":"{{type}}","ttl":300{{more}},"records":[{"content":"{{content}}","disabled":false}]}""";
}
