using System.Net;
using System.Text.RegularExpressions;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Dns;

/// <summary>Logging channels as settings: what is in the files, in BIND's words.</summary>
public sealed partial class QueryLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task QueriesAreInTheFileOfTheirChannelWhileTheyAreLogged()
    {
        await using WaypostProcess process = await WaypostProcess.StartAsync(Cancellation);
        ApiSession api = new(process);
        string file = Path.Combine(process.DataDirectory, "log", "query.log");
        (await api.PutAsync("/v1/logging-channels/query_log", """{"file": "query.log", "printTime": "yes", "printCategory": true, "printSeverity": true}""")).Expect(HttpStatusCode.Created);
        Assert.False(File.Exists(file));
        (await api.SendAsync(HttpMethod.Patch, "/v1/dns-settings", """{"categories": {"queries": ["query_log"]}}""")).Expect(HttpStatusCode.OK);

        await Dig.AskAsync(process.Ports, "-b", "127.0.0.2", "WWW.example.com", "A", "+norecurse", "+dnssec", "+cd", "+tcp", "+nocookie");
        string line = (await Until.AnswerAsync(() => LinesAsync(file), lines => lines.Length > 0, Cancellation))[0];
        Assert.Matches(BindLine(), line);
        Assert.EndsWith("(WWW.example.com): query: WWW.example.com IN A -E(0)TDC (127.0.0.1)", line, StringComparison.Ordinal);
        Assert.Contains("127.0.0.2#", line, StringComparison.Ordinal);
        (await api.DeleteAsync("/v1/logging-channels/query_log")).ExpectProblem(HttpStatusCode.Conflict);

        (await api.PutAsync("/v1/views/inside", """{"matchClients": ["127.0.0.3"]}""")).Expect(HttpStatusCode.Created);
        await Dig.AskAsync(process.Ports, "-b", "127.0.0.3", "example.com", "MX", "+nocookie");
        Assert.Contains("(example.com): view inside: query: example.com IN MX +E(0)", (await Until.AnswerAsync(() => LinesAsync(file), lines => lines.Length > 1, Cancellation))[1], StringComparison.Ordinal);

        (await api.SendAsync(HttpMethod.Patch, "/v1/dns-settings", """{"queryLog": false}""")).Expect(HttpStatusCode.OK);
        await Dig.AskAsync(process.Ports, "unlogged.example.com", "A");
        (await api.SendAsync(HttpMethod.Patch, "/v1/dns-settings", """{"queryLog": true}""")).Expect(HttpStatusCode.OK);
        await Dig.AskAsync(process.Ports, "last.example.com", "A");
        string[] all = await Until.AnswerAsync(() => LinesAsync(file), lines => lines.Any(each => each.Contains("last.example.com", StringComparison.Ordinal)), Cancellation);
        Assert.DoesNotContain(all, each => each.Contains("unlogged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFullFileIsRolledAsOftenAsItsVersionsSay()
    {
        await using WaypostProcess process = await WaypostProcess.StartAsync(Cancellation);
        ApiSession api = new(process);
        string directory = Path.Combine(process.DataDirectory, "log");
        (await api.PutAsync("/v1/logging-channels/small", """{"file": "small.log", "size": 200, "versions": 2}""")).Expect(HttpStatusCode.Created);
        (await api.PutAsync("/v1/dns-settings", """{"categories": {"queries": ["small"]}}""")).Expect(HttpStatusCode.OK);
        for (int i = 0; i < 12; i++)
        {
            await Dig.AskAsync(process.Ports, $"n{i}.example.com", "A");
        }
        await Until.AnswerAsync(
            () => LinesAsync(Path.Combine(directory, "small.log")), lines => lines.Any(line => line.Contains("n11.example.com", StringComparison.Ordinal)), Cancellation);
        Assert.Equal(["small.log", "small.log.0", "small.log.1"], Directory.GetFiles(directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static async Task<string[]> LinesAsync(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return (await reader.ReadToEndAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"^\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d\.\d{3} queries: info: client @0x[0-9a-f]+ ")]
    private static partial Regex BindLine();
}
