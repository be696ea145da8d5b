using System.Net;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Dns;

/// <summary>Who sees which zone and who may ask, changed while the server runs: peers are addresses of the loopback network.</summary>
public sealed class ViewTests
{
    private const string Zone = """
        $TTL 60
        @    IN SOA ns1 hostmaster 1 7200 900 1209600 300
             IN NS  ns1
        ns1  IN A   192.0.2.1
        www  IN A   ADDRESS

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnAclDecidesAtOnceWhoMayAskAndStillDoesAfterARestart()
    {
        await using WaypostProcess process = await WaypostProcess.StartAsync(Cancellation);
        ApiSession api = new(process);
        (await api.CreateZoneAsync("example.com", Zone.Replace("ADDRESS", "192.0.2.10", StringComparison.Ordinal))).Expect(HttpStatusCode.Created);
        Assert.Equal(["NOERROR", "NOERROR"], await StatusesAsync(process));

        (await api.PutAsync("/v1/acls/office", """{"elements": ["!127.0.0.2", "127/8"]}""")).Expect(HttpStatusCode.Created);
        (await api.SendAsync(HttpMethod.Patch, "/v1/zones/example.com", """{"settings": {"allowQuery": ["office"]}}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(["NOERROR", "REFUSED"], await StatusesAsync(process));

        (await api.PutAsync("/v1/acls/office", """{"elements": ["127.0.0.2"]}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(["REFUSED", "NOERROR"], await StatusesAsync(process));

        await process.KillAsync(Cancellation);
        await process.StartAgainAsync(Cancellation);
        Assert.Equal(["REFUSED", "NOERROR"], await StatusesAsync(process));

        (await api.SendAsync(HttpMethod.Patch, "/v1/zones/example.com", """{"settings": {"allowQuery": null}}""")).Expect(HttpStatusCode.OK);
        (await api.PutAsync("/v1/dns-settings", """{"settings": {"allowQuery": ["127.0.0.1"]}}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(["NOERROR", "REFUSED"], await StatusesAsync(process));
        (await api.SendAsync(HttpMethod.Patch, "/v1/dns-settings", """{"settings": null, "blackhole": ["127.0.0.2"]}""")).Expect(HttpStatusCode.OK);
        Assert.Equal("NOERROR", (await AskAsync(process, "127.0.0.1")).Status);
        Assert.Equal(9, (await Tool.RunAsync("dig", Arguments(process, "127.0.0.2", "+time=1"), Cancellation)).ExitCode);
    }

    [Fact]
    public async Task PeersSeeTheZoneOfTheirView()
    {
        await using WaypostProcess process = await WaypostProcess.StartAsync(Cancellation);
        ApiSession api = new(process);
        (await api.CreateZoneAsync("example.com", Zone.Replace("ADDRESS", "192.0.2.10", StringComparison.Ordinal))).Expect(HttpStatusCode.Created);
        (await api.PutAsync("/v1/views/internal", """{"position": 1, "matchClients": ["127.0.0.2", "127.0.0.3"]}""")).Expect(HttpStatusCode.Created);
        Assert.Equal("REFUSED", (await AskAsync(process, "127.0.0.2")).Status);
        Assert.Equal(["www.example.com. 60 IN A 192.0.2.10"], (await AskAsync(process, "127.0.0.1")).Answer);

        (await api.SendAsync(HttpMethod.Post, "/v1/zones?name=example.com&view=internal", Zone.Replace("ADDRESS", "10.0.0.10", StringComparison.Ordinal), "text/dns")).Expect(HttpStatusCode.Created);
        Assert.Equal(["www.example.com. 60 IN A 10.0.0.10"], (await AskAsync(process, "127.0.0.2")).Answer);
        Assert.Equal(["www.example.com. 60 IN A 192.0.2.10"], (await AskAsync(process, "127.0.0.1")).Answer);

        (await api.PutAsync("/v1/zones/example.com/rrsets/www/A?view=internal", """{"ttl": 60, "records": ["10.0.0.11"]}""")).Expect(HttpStatusCode.OK);
        (await api.PutAsync("/v1/views/first", """{"position": 0, "matchClients": ["127.0.0.3"]}""")).Expect(HttpStatusCode.Created);
        Assert.Equal(["www.example.com. 60 IN A 10.0.0.11"], (await AskAsync(process, "127.0.0.2")).Answer);
        Assert.Equal("REFUSED", (await AskAsync(process, "127.0.0.3")).Status);

        await process.KillAsync(Cancellation);
        await process.StartAgainAsync(Cancellation);
        Assert.Equal(["www.example.com. 60 IN A 10.0.0.11"], (await AskAsync(process, "127.0.0.2")).Answer);
        Assert.Equal(["www.example.com. 60 IN A 192.0.2.10"], (await AskAsync(process, "127.0.0.1")).Answer);

        // The position moves it behind the other view.
        (await api.PutAsync("/v1/views/first", """{"position": 2, "matchClients": ["127.0.0.3"]}""")).Expect(HttpStatusCode.OK);
        Assert.Equal(["www.example.com. 60 IN A 10.0.0.11"], (await AskAsync(process, "127.0.0.3")).Answer);
    }

    [Fact]
    public async Task ASecondaryThatHasNoContentYetFailsAndTakesNoRecords()
    {
        await using WaypostProcess process = await WaypostProcess.StartAsync(Cancellation);
        ApiSession api = new(process);
        (await api.PostAsync("/v1/zones", """{"name": "example.com", "kind": "secondary"}""")).ExpectProblem(HttpStatusCode.UnprocessableEntity);
        ApiReply created = (await api.PostAsync("/v1/zones", """{"name": "example.com", "kind": "secondary", "settings": {"primaries": ["127.0.0.9 port 5399"]}}""")).Expect(HttpStatusCode.Created);
        Assert.Equal("secondary", created.Json.GetProperty("kind").GetString());
        Assert.Equal("SERVFAIL", (await AskAsync(process, "127.0.0.1")).Status);
        (await api.PutAsync("/v1/zones/example.com/rrsets/www/A", """{"records": ["192.0.2.1"]}""")).ExpectProblem(HttpStatusCode.Conflict);
    }

    private static async Task<string[]> StatusesAsync(WaypostProcess process) => [(await AskAsync(process, "127.0.0.1")).Status, (await AskAsync(process, "127.0.0.2")).Status];

    private static Task<DigReply> AskAsync(WaypostProcess process, string from) => Dig.AskAsync(process.Ports, "-b", from, "www.example.com", "A");

    private static string[] Arguments(WaypostProcess process, string from, string option) =>
        ["@127.0.0.1", "-p", process.Ports.Dns.ToString(System.Globalization.CultureInfo.InvariantCulture), "-b", from, "+tries=1", option, "www.example.com", "A"];
}
