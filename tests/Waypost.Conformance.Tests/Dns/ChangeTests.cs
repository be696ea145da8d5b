using System.Net;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Dns;

public sealed class ChangeTests(WaypostServer server)
{
    [Fact]
    public async Task TheVeryNextDigSeesAPutAndTheSerialRose()
    {
        string zone = await CreateZoneAsync();
        for (int round = 1; round <= 20; round++)
        {
            uint before = await Dig.SerialAsync(server.Ports, zone);
            (await server.Api.PutAsync($"/v1/zones/{zone}/rrsets/www/A", $$"""{"ttl": {{60 + round}}, "records": ["192.0.2.{{round}}"]}"""))
                .Expect(HttpStatusCode.OK, HttpStatusCode.Created);
            DigReply reply = await Dig.AskAsync(server.Ports, $"www.{zone}", "A");
            Assert.Equal([$"www.{zone}. {60 + round} IN A 192.0.2.{round}"], reply.Answer);
            Assert.True(await Dig.SerialAsync(server.Ports, zone) > before);
        }
    }

    [Fact]
    public async Task APutOfWhatIsThereAlreadyLeavesTheSerial()
    {
        string zone = await CreateZoneAsync();
        (await server.Api.PutAsync($"/v1/zones/{zone}/rrsets/www/A", """{"ttl": 60, "records": ["192.0.2.1"]}""")).Expect(HttpStatusCode.Created, HttpStatusCode.OK);
        uint before = await Dig.SerialAsync(server.Ports, zone);
        (await server.Api.PutAsync($"/v1/zones/{zone}/rrsets/www/A", """{"ttl": 60, "records": ["192.0.2.1"]}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(before, await Dig.SerialAsync(server.Ports, zone));
    }

    [Fact]
    public async Task ADeletedRrsetIsGoneAtOnceAndADeletedZoneIsRefused()
    {
        string zone = await CreateZoneAsync();
        (await server.Api.PutAsync($"/v1/zones/{zone}/rrsets/gone/TXT", """{"records": ["\"here\""]}""")).Expect(HttpStatusCode.Created);
        Assert.Single((await Dig.AskAsync(server.Ports, $"gone.{zone}", "TXT")).Answer);
        (await server.Api.DeleteAsync($"/v1/zones/{zone}/rrsets/gone/TXT")).Expect(HttpStatusCode.NoContent);
        Assert.Equal("NXDOMAIN", (await Dig.AskAsync(server.Ports, $"gone.{zone}", "TXT")).Status);
        (await server.Api.DeleteAsync($"/v1/zones/{zone}")).Expect(HttpStatusCode.NoContent);
        Assert.Equal("REFUSED", (await Dig.AskAsync(server.Ports, zone, "SOA")).Status);
    }

    [Fact]
    public async Task ALargeAnswerIsTruncatedOverUdpAndWholeOverTcp()
    {
        string zone = await CreateZoneAsync();
        string records = string.Join(", ", Enumerable.Range(0, 40).Select(number => $"\"\\\"{number:D3}{new string('x', 97)}\\\"\""));
        (await server.Api.PutAsync($"/v1/zones/{zone}/rrsets/big/TXT", $$"""{"records": [{{records}}]}""")).Expect(HttpStatusCode.Created);
        DigReply plain = await Dig.AskAsync(server.Ports, "+noedns", "+ignore", $"big.{zone}", "TXT");
        Assert.Contains("tc", plain.Flags);
        Assert.True(plain.Answer.Count < 40);
        DigReply edns = await Dig.AskAsync(server.Ports, "+bufsize=1232", "+ignore", $"big.{zone}", "TXT");
        Assert.Contains("tc", edns.Flags);
        DigReply whole = await Dig.AskAsync(server.Ports, $"big.{zone}", "TXT");
        Assert.True(whole.OverTcp, whole.Text);
        Assert.DoesNotContain("tc", whole.Flags);
        Assert.Equal(40, whole.Answer.Count);
    }

    [Fact]
    [Trait("RFC", "6891 section 6.2.3")]
    public async Task EdnsMakesRoomForWhatPlainUdpTruncates()
    {
        string zone = await CreateZoneAsync();
        string records = string.Join(", ", Enumerable.Range(0, 9).Select(number => $"\"\\\"{number}{new string('x', 89)}\\\"\""));
        (await server.Api.PutAsync($"/v1/zones/{zone}/rrsets/mid/TXT", $$"""{"records": [{{records}}]}""")).Expect(HttpStatusCode.Created);
        Assert.Contains("tc", (await Dig.AskAsync(server.Ports, "+noedns", "+ignore", $"mid.{zone}", "TXT")).Flags);
        DigReply edns = await Dig.AskAsync(server.Ports, "+bufsize=1232", "+ignore", $"mid.{zone}", "TXT");
        Assert.DoesNotContain("tc", edns.Flags);
        Assert.Equal(9, edns.Answer.Count);
    }

    [Fact]
    public async Task AnExportedZoneLoadsBackIdentically()
    {
        string zone = WaypostServer.Unique("export") + ".example";
        (await server.Api.CreateZoneAsync(zone, ExampleZones.Forward.Replace("example.com", zone, StringComparison.Ordinal))).Expect(HttpStatusCode.Created);
        ApiReply file = (await server.Api.GetAsync($"/v1/zones/{zone}/file")).Expect(HttpStatusCode.OK);
        Assert.Equal("text/dns", file.MediaType);
        string rrsets = await RrsetsAsync(zone);
        (await server.Api.DeleteAsync($"/v1/zones/{zone}")).Expect(HttpStatusCode.NoContent);
        (await server.Api.CreateZoneAsync(zone, file.Body)).Expect(HttpStatusCode.Created);
        Assert.Equal(file.Body, (await server.Api.GetAsync($"/v1/zones/{zone}/file")).Body);
        Assert.Equal(rrsets, await RrsetsAsync(zone));
    }

    [Fact]
    public async Task NamedAcceptsTheExportedFile()
    {
        string? checker = Tool.Find("named-checkzone");
        if (checker is null)
        {
            Assert.Skip("named-checkzone is not installed (Debian: bind9-utils)");
        }

        string zone = WaypostServer.Unique("checked") + ".example";
        (await server.Api.CreateZoneAsync(zone, ExampleZones.Forward.Replace("example.com", zone, StringComparison.Ordinal))).Expect(HttpStatusCode.Created);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, (await server.Api.GetAsync($"/v1/zones/{zone}/file")).Body, TestContext.Current.CancellationToken);
            ToolRun run = await Tool.RunAsync(checker, ["-i", "none", zone, file], TestContext.Current.CancellationToken);
            Assert.True(run.ExitCode == 0, run.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task AMasterFileWithAMistakeIsRefusedByLineAndNothingIsKept()
    {
        string zone = WaypostServer.Unique("broken") + ".example";
        string file = ExampleZones.Forward.Replace("192.0.2.25", "192.0.2.256", StringComparison.Ordinal);
        int line = file.Split('\n').ToList().FindIndex(text => text.Contains("192.0.2.256", StringComparison.Ordinal)) + 1;
        ApiReply reply = (await server.Api.CreateZoneAsync(zone, file)).ExpectProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Contains($"{line}", reply.Body, StringComparison.Ordinal);
        (await server.Api.GetAsync($"/v1/zones/{zone}")).ExpectProblem(HttpStatusCode.NotFound);
        Assert.Equal("REFUSED", (await Dig.AskAsync(server.Ports, zone, "SOA")).Status);
    }

    private async Task<string> CreateZoneAsync()
    {
        string zone = WaypostServer.Unique("change") + ".example";
        (await server.Api.PostAsync("/v1/zones", $$"""{"name": "{{zone}}"}""")).Expect(HttpStatusCode.Created);
        return zone;
    }

    private async Task<string> RrsetsAsync(string zone)
    {
        ApiReply reply = (await server.Api.GetAsync($"/v1/zones/{zone}/rrsets?limit=100")).Expect(HttpStatusCode.OK);
        return reply.Json.GetProperty("items").GetRawText();
    }
}
