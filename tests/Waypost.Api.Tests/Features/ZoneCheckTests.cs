using System.Net;
using System.Text.Json;

namespace Waypost.Api.Tests.Features;

public sealed class ZoneCheckTests(ApiHost host)
{
    private const string Head = "$TTL 60\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n";

    [Fact]
    public async Task AMasterFileMayBeTheBodyItself()
    {
        var result = await (await host.Reader.CallAsync(HttpMethod.Post, "/v1/zones:check?name=c.example", Head, mediaType: "text/dns")).OkAsync();
        Assert.True(result.GetProperty("valid").GetBoolean());
        Assert.Equal(3, result.GetProperty("recordCount").GetInt32());
        await (await host.Reader.CallAsync(HttpMethod.Post, "/v1/zones:check", Head, mediaType: "text/dns")).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("@ MX 10 nowhere\n", true, "warning: c.example/MX 'nowhere.c.example' has no address records (A or AAAA)")]
    [InlineData("a_b A 192.0.2.1\n", true, "warning: a_b.c.example: bad owner name (check-names)")]
    [InlineData("@ NS nowhere\n", false, "error: NS 'nowhere.c.example' has no address records (A or AAAA)")]
    [InlineData("x.org. A 192.0.2.1\n", true, "warning: ignoring out-of-zone data (x.org)")]
    [InlineData("$INCLUDE /etc/passwd\n", false, "error: $INCLUDE is not allowed here; write the records out")]
    [InlineData("a A 1\nb A 2\n", false, "error: A: '1' is not an IPv4 address|error: A: '2' is not an IPv4 address")]
    public async Task EveryFindingHasItsSeverity(string record, bool valid, string findings)
    {
        var result = await (await host.Reader.PostTextAsync("/v1/zones:check", JsonSerializer.Serialize(new { name = "c.example", file = Head + record }))).OkAsync();
        Assert.Equal(valid, result.GetProperty("valid").GetBoolean());
        Assert.Equal(findings, string.Join('|', result.GetProperty("problems").EnumerateArray().Select(problem =>
            $"{problem.GetProperty("severity").GetString()}: {problem.GetProperty("message").GetString()}")));
    }
}
