using System.Net;
using System.Text.Json;

namespace Waypost.Api.Tests.Features;

public sealed class RecordTests(ApiHost host)
{
    [Fact]
    public async Task AnRrsetLivesFromCreateToDeleteAndRaisesTheSerial()
    {
        var zone = await CreateZoneAsync("records.example");
        var path = zone + "/rrsets/www/A";
        await (await host.Admin.GetJsonAsync(path)).ProblemAsync(HttpStatusCode.NotFound);
        var serial = await SerialAsync(zone);

        var created = await host.Admin.CallAsync(HttpMethod.Put, path, """{"records":["192.0.2.2","192.0.2.1"],"ttl":300}""", ifNoneMatch: "*");
        var item = await created.OkAsync(HttpStatusCode.Created);
        Assert.Equal("""{"owner":"www","type":"A","ttl":300,"records":["192.0.2.1","192.0.2.2"]}""", item.GetRawText());
        Assert.Equal(path, created.Headers.Location?.OriginalString);
        Assert.Equal(serial + 1, await SerialAsync(zone));
        Assert.Equal(created.Tag(), (await host.Reader.GetJsonAsync(path)).Tag());
        Assert.Equal(created.Tag(), (await host.Reader.GetJsonAsync(zone + "/rrsets/WWW/a")).Tag());
        Assert.Equal(HttpStatusCode.NotModified, (await host.Reader.CallAsync(HttpMethod.Get, path, ifNoneMatch: created.Tag())).StatusCode);

        await (await host.Admin.CallAsync(HttpMethod.Put, path, """{"records":["192.0.2.3"]}""", ifNoneMatch: "*")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await (await host.Admin.PutTextAsync(path, """{"records":["192.0.2.1","192.0.2.2"],"ttl":300}""")).OkAsync();
        Assert.Equal(serial + 1, await SerialAsync(zone));

        var updated = await host.Admin.CallAsync(HttpMethod.Put, path, """{"records":["192.0.2.3"]}""", ifMatch: created.Tag());
        Assert.Equal(3600, (await updated.OkAsync()).GetProperty("ttl").GetInt64());
        await (await host.Admin.RemoveAsync(path, created.Tag())).ProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync(path, updated.Tag())).StatusCode);
        Assert.Equal(serial + 3, await SerialAsync(zone));
        await (await host.Admin.RemoveAsync(path)).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("www/A", """{"records":["192.0.2.1","not an address"]}""", "$.records[1]")]
    [InlineData("www/A", """{"records":[]}""", "$.records")]
    [InlineData("www/A", """{"records":[null]}""", "$.records[0]")]
    [InlineData("www/A", """{"records":["192.0.2.1"],"ttl":4294967296}""", "$.ttl")]
    [InlineData("mail/MX", """{"records":["mail"]}""", "$.records[0]")]
    [InlineData("www/NOSUCHTYPE", """{"records":["x"]}""", "type")]
    [InlineData("other.example.net./A", """{"records":["192.0.2.1"]}""", "owner")]
    [InlineData("taken/CNAME", """{"records":["www"]}""", "$.records")]
    [InlineData("@/CNAME", """{"records":["www"]}""", "$.records")]
    public async Task AnRrsetThatIsNotValidIsRefusedAtItsPath(string rrset, string body, string path)
    {
        var zone = await CreateZoneAsync($"refused-{Guid.NewGuid():N}.example");
        await (await host.Admin.PutTextAsync(zone + "/rrsets/taken/TXT", """{"records":["\"here\""]}""")).OkAsync(HttpStatusCode.Created);
        await (await host.Admin.PutTextAsync($"{zone}/rrsets/{rrset}", body)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, path);
    }

    [Theory]
    [InlineData("SOA")]
    [InlineData("NS")]
    public async Task TheApexKeepsItsSoaAndNs(string type)
    {
        var zone = await CreateZoneAsync($"apex-{type.ToLowerInvariant()}.example");
        await (await host.Admin.RemoveAsync($"{zone}/rrsets/@/{type}")).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "type");
        var patch = JsonSerializer.Serialize(new { changes = new[] { new { owner = "@", type } } });
        await (await host.Admin.CallAsync(HttpMethod.Patch, zone + "/rrsets", patch)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.changes[0].records");
    }

    [Fact]
    public async Task APatchChangesAllOrNothing()
    {
        var zone = await CreateZoneAsync("patch.example");
        var good = """{"changes":[{"owner":"a","type":"A","records":["192.0.2.1"]},{"owner":"b","type":"A","ttl":60,"records":["192.0.2.2"]}]}""";
        var serial = await SerialAsync(zone);
        var result = await (await host.Admin.CallAsync(HttpMethod.Patch, zone + "/rrsets", good)).OkAsync();
        Assert.Equal(2, result.GetProperty("changed").GetInt32());
        Assert.Equal(serial + 1, result.GetProperty("serial").GetInt64());

        var wrong = """{"changes":[{"owner":"a","type":"A"},{"owner":"b","type":"CNAME","records":["a"]}]}""";
        await (await host.Admin.CallAsync(HttpMethod.Patch, zone + "/rrsets", wrong)).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        await (await host.Reader.GetJsonAsync(zone + "/rrsets/a/A")).OkAsync();
        Assert.Equal(serial + 1, await SerialAsync(zone));

        var invalid = """{"changes":[{"owner":"a","type":"A","records":["192.0.2.1"]},{"owner":"c","type":"A","records":["here"]}]}""";
        await (await host.Admin.CallAsync(HttpMethod.Patch, zone + "/rrsets", invalid)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.changes[1].records[0]");
        await (await host.Admin.CallAsync(HttpMethod.Patch, zone + "/rrsets", """{"changes":[{"owner":"","type":"A"}]}"""))
            .ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.changes[0].owner");

        var delete = """{"changes":[{"owner":"a","type":"A"},{"owner":"b","type":"A","records":null}]}""";
        Assert.Equal(2, (await (await host.Admin.CallAsync(HttpMethod.Patch, zone + "/rrsets", delete)).OkAsync()).GetProperty("changed").GetInt32());
    }

    [Theory]
    [InlineData("""{"changes":[null]}""", "$.changes[0]")]
    [InlineData("""{"changes":[{"owner":"a..b","type":"A"}]}""", "$.changes[0].owner")]
    [InlineData("""{"changes":[{"owner":"x","type":"A","records":[null]}]}""", "$.changes[0].records[0]")]
    [InlineData("""{"changes":[{"owner":"absent","type":"A"}]}""", "$.changes[0]")]
    [InlineData("""{"changes":[{"owner":"x","type":"A","records":["192.0.2.1"]},{"owner":"X","type":"a"}]}""", "$.changes[1]")]
    public async Task APatchThatIsNotValidIsRefusedAtItsPath(string body, string path)
    {
        var zone = await CreateZoneAsync($"patched-{Guid.NewGuid():N}.example");
        await (await host.Admin.CallAsync(HttpMethod.Patch, zone + "/rrsets", body)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, path);
    }

    [Fact]
    public async Task RrsetsAreListedInPages()
    {
        var zone = await CreateZoneAsync("rrset-pages.example");
        string[] owners = ["a", "b", "c.b", "*.w"];
        foreach (var owner in owners)
        {
            await (await host.Admin.PutTextAsync($"{zone}/rrsets/{Uri.EscapeDataString(owner)}/A", """{"records":["192.0.2.1"]}""")).OkAsync(HttpStatusCode.Created);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await (await host.Reader.GetJsonAsync($"{zone}/rrsets?limit=2{(cursor is null ? "" : "&cursor=" + cursor)}")).OkAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => $"{i.GetProperty("owner").GetString()} {i.GetProperty("type").GetString()}"));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        string[] expected = ["@ SOA", "@ NS", .. owners.Select(owner => owner + " A")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/v1/zones/absent.example/rrsets", null)]
    [InlineData("GET", "/v1/zones/absent.example/rrsets/www/A", null)]
    [InlineData("PUT", "/v1/zones/absent.example/rrsets/www/A", """{"records":["192.0.2.1"]}""")]
    [InlineData("DELETE", "/v1/zones/absent.example/rrsets/www/A", null)]
    [InlineData("PATCH", "/v1/zones/absent.example/rrsets", """{"changes":[{"owner":"a","type":"A"}]}""")]
    [InlineData("GET", "/v1/zones/absent.example/file", null)]
    public async Task AZoneThatIsNotThereIs404(string method, string path, string? body) =>
        await (await host.Admin.CallAsync(new(method), path, body)).ProblemAsync(HttpStatusCode.NotFound);

    private async Task<string> CreateZoneAsync(string name)
    {
        await (await host.Admin.PostTextAsync("/v1/zones", JsonSerializer.Serialize(new { name }))).OkAsync(HttpStatusCode.Created);
        return "/v1/zones/" + name;
    }

    private async Task<long> SerialAsync(string zone) => (await (await host.Reader.GetJsonAsync(zone)).OkAsync()).GetProperty("serial").GetInt64();
}
