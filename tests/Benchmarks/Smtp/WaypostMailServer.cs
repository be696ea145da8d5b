using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Waypost.Benchmarks.Dns;

namespace Waypost.Benchmarks.Smtp;

/// <summary>waypostd with SQLite and its default settings.</summary>
internal sealed class WaypostMailServer(int port, string program) : MailServer("waypost", port)
{
    private Process? _process;

    public override string Settings => "defaults, SQLite with synchronous=FULL; the transaction is committed before 250";

    public override async Task StartAsync(string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var data = Path.Combine(directory, "data");
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program] : [program];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = directory, RedirectStandardOutput = true };
        foreach (var (name, value) in new (string, string)[]
        {
            ("WAYPOST_DataDirectory", data), ("WAYPOST_Http__Port", Text(Port + 1)), ("WAYPOST_Dns__Port", "0"), ("WAYPOST_Smtp__Port", Text(Port)),
            ("WAYPOST_Smtp__SubmissionPort", "0"), ("WAYPOST_Pop3__Port", Text(Port + 2)), ("WAYPOST_Imap__Port", "0"), ("WAYPOST_Logging__LogLevel__Default", "Warning"),
        })
        {
            start.Environment[name] = value;
        }
        _process = Process.Start(start)!;
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        using var http = new HttpClient();
        await WaitForPortAsync(cancellationToken);
        var key = await File.ReadAllTextAsync(Path.Combine(data, "admin.key"), cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
        foreach (var (path, body) in new[] { ("mail-domains/bench.test", "{}"), ("accounts/inbox", """{"password":"secret"}""") })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await http.PutAsync(new Uri($"http://127.0.0.1:{Port + 1}/v1/{path}"), content, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    public override async Task<int> CountDeliveredAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port + 2, cancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await reader.ReadLineAsync(cancellationToken);
        var reply = "";
        foreach (var line in new[] { "USER inbox", "PASS secret", "STAT", "QUIT" })
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken);
            var answer = await reader.ReadLineAsync(cancellationToken) ?? "";
            reply = line == "STAT" ? answer : reply;
        }
        return int.Parse(reply.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public override Usage Used(bool memory) => Usage.Of(_process!.Id, memory);

    public override async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process?.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
