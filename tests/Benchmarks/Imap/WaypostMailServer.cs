using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Waypost.Benchmarks.Imap;

/// <summary>waypostd with SQLite, DNS and SMTP off.</summary>
internal sealed class WaypostMailServer(string directory, int port, string program) : MailServer("waypost", directory, port)
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program] : [program];
        var start = new ProcessStartInfo("sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", Path.Combine(Directory, "log"), .. command]);
        foreach (var (key, value) in new Dictionary<string, int> { ["Http"] = ImapPort + 2, ["Imap"] = ImapPort, ["Pop3"] = Pop3Port, ["Smtp"] = 0, ["Dns"] = 0 })
        {
            start.Environment[$"WAYPOST_{key}__Port"] = value.ToString(CultureInfo.InvariantCulture);
        }

        start.Environment["WAYPOST_Smtp__SubmissionPort"] = "0";
        start.Environment["WAYPOST_DataDirectory"] = Path.Combine(Directory, "data");
        Process = Process.Start(start)!;
        await WaitForPortAsync(ImapPort, cancellationToken);
        await WaitForPortAsync(ImapPort + 2, cancellationToken);
        using var http = new HttpClient();
        var key1 = await File.ReadAllTextAsync(Path.Combine(Directory, "data", "admin.key"), cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key1.Trim());
        using var body = new StringContent("{\"password\":\"secret\"}", Encoding.UTF8, "application/json");
        using var response = await http.PutAsync(new Uri($"http://127.0.0.1:{ImapPort + 2}/v1/accounts/ann"), body, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
