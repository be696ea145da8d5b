using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Api.Tests.Features;

public sealed class ZoneTests(ApiHost host)
{
    private const string Master = """
        ; a zone as it stands on a name server of today
        $TTL 1h
        @       IN SOA  ns1 hostmaster (
                        2026112401 ; serial
                        3h 15m 2w 5m )
                IN NS   ns1
                IN NS   ns2.example.net.
                IN MX   10 mail
                IN TXT  "v=spf1 mx -all"
                IN CAA  0 issue "ca.example.net"
        ns1     IN A    192.0.2.1
        mail    IN A    192.0.2.25
        www     300 IN A 192.0.2.80
                IN AAAA 2001:db8::80
        ftp     IN CNAME www
        _imap._tcp IN SRV 0 1 143 mail
        *.apps  IN A    192.0.2.90
        lab     IN NS   ns.lab
        ns.lab  IN A    192.0.2.53
        a.b     IN TXT  "two" "strings; with \"quotes\""
        """;

    [Fact]
    public async Task AMasterFileIsCreatedServedAndExportedIdentically()
    {
        var created = await host.Admin.CallAsync(HttpMethod.Post, "/v1/zones?name=file.example", Master, mediaType: "text/dns");
        var zone = await created.OkAsync(HttpStatusCode.Created);
        Assert.Equal("/v1/zones/file.example", created.Headers.Location?.OriginalString);
        Assert.Equal(2026112401, zone.GetProperty("serial").GetInt64());
        Assert.NotNull(host.Services.GetRequiredService<ZoneTable>().Find("file.example."));

        var exported = await host.Reader.GetJsonAsync("/v1/zones/file.example/file");
        Assert.Equal("text/dns", exported.Content.Headers.ContentType?.MediaType);
        var file = await exported.TextAsync();
        await host.Admin.RemoveAsync("/v1/zones/file.example");
        await (await host.Admin.PostTextAsync("/v1/zones", JsonSerializer.Serialize(new { name = "file.example.", file }))).OkAsync(HttpStatusCode.Created);
        var again = await host.Reader.GetJsonAsync("/v1/zones/file.example/file");
        Assert.Equal(file, await again.TextAsync());

        var unchanged = await host.Admin.CallAsync(HttpMethod.Put, "/v1/zones/file.example/file", file, ifMatch: again.Tag(), mediaType: "text/dns");
        Assert.Equal(2026112401, (await unchanged.OkAsync()).GetProperty("serial").GetInt64());
    }

    [Fact]
    public async Task AZoneLivesFromCreateToDelete()
    {
        await (await host.Admin.GetJsonAsync("/v1/zones/life.example")).ProblemAsync(HttpStatusCode.NotFound);
        var created = await host.Admin.PostTextAsync("/v1/zones", """{"name":"Life.Example"}""");
        Assert.Equal("life.example", (await created.OkAsync(HttpStatusCode.Created)).GetProperty("name").GetString());
        await (await host.Admin.PostTextAsync("/v1/zones", """{"name":"life.example."}""")).ProblemAsync(HttpStatusCode.Conflict);

        var read = await host.Reader.GetJsonAsync("/v1/zones/LIFE.example.");
        await read.OkAsync();
        Assert.Equal(created.Tag(), read.Tag());
        Assert.Equal(HttpStatusCode.NotModified, (await host.Reader.CallAsync(HttpMethod.Get, "/v1/zones/life.example", ifNoneMatch: read.Tag())).StatusCode);

        await (await host.Admin.PutTextAsync("/v1/zones/life.example/rrsets/www/A", """{"records":["192.0.2.1"]}""")).OkAsync(HttpStatusCode.Created);
        await (await host.Admin.RemoveAsync("/v1/zones/life.example", read.Tag())).ProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync("/v1/zones/life.example")).StatusCode);
        await (await host.Admin.RemoveAsync("/v1/zones/life.example")).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Null(host.Services.GetRequiredService<ZoneTable>().Find("life.example."));
    }

    [Fact]
    public async Task AZoneIsCreatedFromRrsets()
    {
        var body = """
            {"name":"rrsets.example","rrsets":[
              {"owner":"@","type":"SOA","ttl":3600,"records":["ns1 hostmaster 7 3600 900 604800 300"]},
              {"owner":"@","type":"NS","ttl":3600,"records":["ns1"]},
              {"owner":"ns1","type":"A","ttl":3600,"records":["192.0.2.1"]}]}
            """;
        var zone = await (await host.Admin.PostTextAsync("/v1/zones", body)).OkAsync(HttpStatusCode.Created);
        Assert.Equal(7, zone.GetProperty("serial").GetInt64());
        Assert.Equal(3, zone.GetProperty("recordCount").GetInt32());
    }

    [Theory]
    [InlineData("""{"name":"bad..example"}""", "$.name")]
    [InlineData("""{"name":""}""", "$.name")]
    [InlineData("""{"name":"bad.example","file":"@ SOA nonsense"}""", "$.file")]
    [InlineData("""{"name":"bad.example","file":"","rrsets":[]}""", "$.rrsets")]
    [InlineData("""{"name":"bad.example","rrsets":[]}""", "$.rrsets")]
    [InlineData("""{"name":"bad.example","rrsets":[null]}""", "$.rrsets[0]")]
    [InlineData("""{"name":"bad.example","primaryNameServer":"a..b"}""", "$.primaryNameServer")]
    [InlineData("""{"name":"bad.example","hostmaster":"a..b"}""", "$.hostmaster")]
    [InlineData("""{"name":"bad.example","rrsets":[{"owner":"@","type":"A","ttl":60,"records":["192.0.2.1","192.0.2.256"]}]}""", "$.rrsets[0].records[1]")]
    [InlineData("""{"name":"bad.example","rrsets":[{"owner":"@","type":"A","ttl":-1,"records":["192.0.2.1"]}]}""", "$.rrsets[0].ttl")]
    public async Task AZoneThatIsNotValidIsRefusedAtItsPath(string body, string path) =>
        await (await host.Admin.PostTextAsync("/v1/zones", body)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, path);

    [Fact]
    public async Task AFileErrorNamesLineAndColumn()
    {
        var response = await host.Admin.CallAsync(HttpMethod.Post, "/v1/zones?name=lines.example", "$TTL 1h\nwww A 192.0.2.999\n", mediaType: "text/dns");
        var problem = await response.ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$");
        Assert.StartsWith("line 2, column ", problem.Errors!["$"][0], StringComparison.Ordinal);
        await (await host.Admin.CallAsync(HttpMethod.Post, "/v1/zones", Master, mediaType: "text/dns")).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task AZoneIsCheckedWithoutBeingStored()
    {
        var good = await (await host.Reader.PostTextAsync("/v1/zones:check", JsonSerializer.Serialize(new { name = "check.example", file = Master }))).OkAsync();
        Assert.True(good.GetProperty("valid").GetBoolean());
        var bad = await (await host.Reader.PostTextAsync("/v1/zones:check", JsonSerializer.Serialize(new { name = "check.example", file = Master + "\nftp A 192.0.2.1\n" }))).OkAsync();
        Assert.False(bad.GetProperty("valid").GetBoolean());
        Assert.Equal(21, bad.GetProperty("problems")[0].GetProperty("line").GetInt32());
        Assert.Contains("CNAME and other data", bad.GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        await (await host.Reader.GetJsonAsync("/v1/zones/check.example")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ZonesAreListedInPages()
    {
        string[] names = ["page1.zones.example", "page2.zones.example", "page3.zones.example"];
        foreach (var name in names)
        {
            await (await host.Admin.PostTextAsync("/v1/zones", JsonSerializer.Serialize(new { name }))).OkAsync(HttpStatusCode.Created);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await (await host.Reader.GetJsonAsync("/v1/zones?limit=1" + (cursor is null ? "" : "&cursor=" + cursor))).OkAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(names, seen.Where(names.Contains));
        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task AZoneOfRfc2317HasASlashInItsName()
    {
        await (await host.Admin.PostTextAsync("/v1/zones", """{"name":"0/25.2.0.192.in-addr.arpa"}""")).OkAsync(HttpStatusCode.Created);
        var path = "/v1/zones/" + Uri.EscapeDataString("0/25.2.0.192.in-addr.arpa");
        await (await host.Admin.PutTextAsync(path + "/rrsets/1/PTR", """{"records":["www.example.com."]}""")).OkAsync(HttpStatusCode.Created);
        await (await host.Reader.GetJsonAsync(path + "/rrsets/1/PTR")).OkAsync();
    }
}
