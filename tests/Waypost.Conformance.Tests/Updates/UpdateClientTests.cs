using System.Globalization;
using System.Net;
using Waypost.Conformance.Tests.Dns;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Updates;

/// <summary>What update clients send, to a whole server, with keys made over the API.</summary>
public sealed class UpdateClientTests
{
    private const string Zone = "example.com";
    private const string Challenge = "_acme-challenge.www.example.com.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnUpdateIsThereAfterKillNineRightAfterItsNoError()
    {
        await using Scene scene = await Scene.CreateAsync();
        for (int round = 1; round <= 3; round++)
        {
            (await scene.UpdateAsync($"update add round{round}.example.com. 60 A 192.0.2.{round}")).ExpectDone();
            await scene.Process.KillAsync(Cancellation);
            await scene.Process.StartAgainAsync(Cancellation);
            Assert.Equal([$"round{round}.example.com. 60 IN A 192.0.2.{round}"], (await Dig.AskAsync(scene.Process.Ports, $"round{round}.example.com", "A")).Answer);
        }
    }

    [Fact]
    public async Task CertbotAddsAndRemovesItsOwnTxtRecordOverTcp()
    {
        await using Scene scene = await Scene.CreateAsync();
        // It finds the zone by the first SOA answer with AA, from the name upwards, asked without RD.
        Assert.DoesNotContain("aa", (await Dig.AskAsync(scene.Process.Ports, "+norec", "+tcp", "nosuch.example", "SOA")).Flags);
        Assert.Contains("aa", (await Dig.AskAsync(scene.Process.Ports, "+norec", "+tcp", Zone, "SOA")).Flags);
        (await scene.UpdateAsync($"update add {Challenge} 120 TXT \"one\"", "-v")).ExpectDone();
        (await scene.UpdateAsync($"update add {Challenge} 120 TXT \"two\"", "-v")).ExpectDone();
        (await scene.UpdateAsync($"update delete {Challenge} TXT \"one\"", "-v")).ExpectDone();
        Assert.Equal([$"{Challenge} 120 IN TXT \"two\""], (await Dig.AskAsync(scene.Process.Ports, Challenge, "TXT")).Answer);
    }

    [Fact]
    public async Task LegoReplacesTheRrsetInOneMessage()
    {
        await using Scene scene = await Scene.CreateAsync();
        uint serial = await Dig.SerialAsync(scene.Process.Ports, Zone);
        (await scene.UpdateAsync($"update delete {Challenge} TXT\nupdate add {Challenge} 120 TXT \"one\"")).ExpectDone();
        (await scene.UpdateAsync($"update delete {Challenge} TXT\nupdate add {Challenge} 120 TXT \"two\"")).ExpectDone();
        Assert.Equal([$"{Challenge} 120 IN TXT \"two\""], (await Dig.AskAsync(scene.Process.Ports, Challenge, "TXT")).Answer);
        Assert.Equal(serial + 2, await Dig.SerialAsync(scene.Process.Ports, Zone));
    }

    [Fact]
    public async Task ExternalDnsListsByASignedTransferAndThenUpdates()
    {
        await using Scene scene = await Scene.CreateAsync();
        Assert.Contains("Transfer failed", (await scene.DigAsync(Zone, "AXFR")).Output, StringComparison.Ordinal);
        string before = (await scene.DigAsync(Zone, "AXFR", "-k", scene.KeyFile)).Output;
        Assert.Contains("XFR size", before, StringComparison.Ordinal);
        Assert.DoesNotContain("BAD", before, StringComparison.Ordinal);
        (await scene.UpdateAsync("update add app.example.com. 300 A 192.0.2.50\nupdate add app.example.com. 300 TXT \"heritage=external-dns\"")).ExpectDone();
        Assert.Contains("heritage=external-dns", (await scene.DigAsync(Zone, "AXFR", "-k", scene.KeyFile)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUpdateAndAnApiWriteAreVersionsOfOneJournal()
    {
        await using Scene scene = await Scene.CreateAsync();
        uint first = await Dig.SerialAsync(scene.Process.Ports, Zone);
        (await scene.UpdateAsync("update add one.example.com. 60 A 192.0.2.1")).ExpectDone();
        (await scene.Api.PutAsync("/v1/zones/example.com/rrsets/two/A", """{"ttl": 60, "records": ["192.0.2.2"]}""")).Expect(HttpStatusCode.Created);
        (await scene.UpdateAsync("update add two.example.com. 60 A 192.0.2.3")).ExpectDone();
        string difference = (await scene.DigAsync(Zone, $"IXFR={first}", "-k", scene.KeyFile)).Output;
        Assert.Equal(1, difference.Split('\n').Count(line => line.StartsWith("one.example.com.", StringComparison.Ordinal)));
        Assert.Equal(2, difference.Split('\n').Count(line => line.StartsWith("two.example.com.", StringComparison.Ordinal)));
        Assert.Equal(4, difference.Split('\n').Count(line => line.Contains("\tSOA\t", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task KnotsClientsSpeakTheSameProtocol()
    {
        Assert.SkipWhen(Tool.Find("knsupdate") is null, "knsupdate is not installed (Debian: knot-dnsutils)");
        await using Scene scene = await Scene.CreateAsync();
        ToolRun run = await scene.UpdateAsync("knsupdate", "update add knot.example.com. 60 A 192.0.2.5", ["-y", scene.Key]);
        Assert.True(run.ExitCode == 0, run.ToString());
        ToolRun transfer = await Tool.RunAsync("kdig", ["@127.0.0.1", "-p", scene.Port, Zone, "AXFR", "-y", scene.Key], Cancellation);
        Assert.Contains("192.0.2.5", transfer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", transfer.Output + transfer.Error, StringComparison.Ordinal);
    }

    private sealed class Scene : IAsyncDisposable
    {
        private Scene(WaypostProcess process) => (Process, Api) = (process, new ApiSession(process));

        public WaypostProcess Process { get; }

        public ApiSession Api { get; }

        public string Key { get; private set; } = "";

        public string KeyFile => Path.Combine(Process.DataDirectory, "ddns.key");

        public string Port => Process.Ports.Dns.ToString(CultureInfo.InvariantCulture);

        public static async Task<Scene> CreateAsync()
        {
            Assert.SkipWhen(Tool.Find("nsupdate") is null, "nsupdate is not installed (Debian: bind9-dnsutils)");
            Scene scene = new(await WaypostProcess.StartAsync(Cancellation));
            (await scene.Api.CreateZoneAsync(Zone, ExampleZones.Forward)).Expect(HttpStatusCode.Created);
            ApiReply key = (await scene.Api.PutAsync("/v1/tsig-keys/ddns")).Expect(HttpStatusCode.Created);
            scene.Key = $"hmac-sha256:ddns:{key.Json.GetProperty("secret").GetString()}";
            await File.WriteAllTextAsync(scene.KeyFile, $"key \"ddns\" {{ algorithm hmac-sha256; secret \"{key.Json.GetProperty("secret").GetString()}\"; }};\n", Cancellation);
            (await scene.Api.SendAsync(HttpMethod.Patch, "/v1/zones/example.com", """{"settings": {"allowTransfer": ["key ddns"], "updatePolicy": ["grant ddns zonesub"]}}""")).Expect(HttpStatusCode.OK);
            return scene;
        }

        public Task<ToolRun> UpdateAsync(string lines, params string[] arguments) => UpdateAsync("nsupdate", lines, ["-k", KeyFile, .. arguments]);

        public async Task<ToolRun> UpdateAsync(string tool, string lines, string[] arguments)
        {
            string file = Path.Combine(Process.DataDirectory, "update");
            await File.WriteAllTextAsync(file, $"server 127.0.0.1 {Port}\nzone {Zone}\n{lines}\nsend\n", Cancellation);
            return await Tool.RunAsync(tool, [.. arguments, file], Cancellation);
        }

        public Task<ToolRun> DigAsync(params string[] arguments) =>
            Tool.RunAsync("dig", ["@127.0.0.1", "-p", Port, "+time=5", "+tries=1", .. arguments], Cancellation);

        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }
}

file static class Expectations
{
    public static void ExpectDone(this ToolRun run) => Assert.True(run.ExitCode == 0, run.ToString());
}
