using System.Net;

namespace Waypost.Api.Tests.Features;

public class SearchTests(ApiHost host)
{
    [Fact]
    public async Task SearchFindsTheTextInEveryKindOfResource()
    {
        var word = "w" + Guid.NewGuid().ToString("N");
        await host.Admin.PostTextAsync("/v1/zones", $$"""{ "name": "{{word}}.example" }""");
        await host.Admin.PutTextAsync($"/v1/zones/{word}.example/rrsets/a/TXT", """{ "records": ["\"x\""] }""");
        await host.Admin.PutTextAsync($"/v1/mail-domains/{word}.example", null);
        await host.Admin.PutTextAsync($"/v1/aliases/{word}", """{ "targets": ["postmaster"] }""");
        await host.Admin.PutTextAsync($"/v1/virtual-users/x@{word}.example", """{ "target": "postmaster" }""");
        await host.Admin.PutTextAsync($"/v1/access-entries/From:{word}.example", """{ "value": "REJECT" }""");
        await host.Admin.PutTextAsync($"/v1/acls/{word}", """{ "elements": ["192.0.2.1"] }""");
        var page = await (await host.Reader.GetJsonAsync($"/v1/search?q={word.ToUpperInvariant()}")).OkAsync();
        var kinds = page.GetProperty("items").EnumerateArray().Select(hit => hit.GetProperty("kind").GetString()).ToList();
        Assert.Equal(["records", "records", "records", "mail-domains", "aliases", "virtual-users", "access-entries", "acls"], kinds);
        foreach (var hit in page.GetProperty("items").EnumerateArray())
        {
            await (await host.Reader.GetJsonAsync(hit.GetProperty("path").GetString()!)).OkAsync();
        }

        var paths = new List<string?>();
        var next = "";
        do
        {
            page = await (await host.Reader.GetJsonAsync($"/v1/search?q={word}&limit=3{next}")).OkAsync();
            paths.AddRange(page.GetProperty("items").EnumerateArray().Select(hit => hit.GetProperty("path").GetString()));
            next = page.TryGetProperty("next", out var cursor) ? "&cursor=" + cursor.GetString() : null;
        }
        while (next is not null);
        Assert.Equal(8, paths.Distinct().Count());
        Assert.Equal(8, paths.Count);
        await (await host.Reader.GetJsonAsync("/v1/search?q=")).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task RecordsAreFoundByWhatTheyPointTo()
    {
        var zone = $"r{Guid.NewGuid():N}.example";
        await host.Admin.PostTextAsync("/v1/zones", $$"""{ "name": "{{zone}}" }""");
        await host.Admin.PutTextAsync($"/v1/zones/{zone}/rrsets/@/MX", $$"""{ "records": ["10 mail.{{zone}}."] }""");
        await host.Admin.PutTextAsync($"/v1/zones/{zone}/rrsets/www/CNAME", $$"""{ "records": ["mail.{{zone}}."] }""");
        await host.Admin.PutTextAsync($"/v1/zones/{zone}/rrsets/mail/A", """{ "records": ["198.51.100.7", "198.51.100.77"] }""");
        Assert.Equal(["@ MX", "www CNAME"], await FindAsync($"rdata=mail.{zone}"));
        Assert.Equal(["mail A"], await FindAsync($"rdata=198.51.100.7&zone={zone}"));
        Assert.Empty(await FindAsync($"rdata=198.51.100&zone={zone}"));
        Assert.Equal(["mail A"], await FindAsync($"rdata=198.51.100.*&zone={zone}"));
        Assert.Equal(["www CNAME"], await FindAsync($"rdata=mail.{zone}&type=cname"));
        Assert.Equal(["www CNAME"], await FindAsync($"owner=www.{zone}"));
    }

    [Fact]
    public async Task ListsTakeFiltersAndSparseFields()
    {
        var word = "f" + Guid.NewGuid().ToString("N");
        foreach (var name in (string[])["a", "b", "ab"])
        {
            await host.Admin.PutTextAsync($"/v1/aliases/{word}-{name}", $$"""{ "targets": ["postmaster", "x-{{name}}"] }""");
        }

        Assert.Equal([$"{word}-a", $"{word}-ab"], await NamesAsync($"name={word}-a*"));
        Assert.Equal([$"{word}-b"], await NamesAsync($"name={word.ToUpperInvariant()}-B"));
        Assert.Equal([$"{word}-ab"], await NamesAsync($"name={word}*&q=X-AB"));
        var page = await (await host.Reader.GetJsonAsync($"/v1/aliases?name={word}*&fields=name&limit=2")).OkAsync();
        Assert.Equal($$"""[{"name":"{{word}}-a"},{"name":"{{word}}-ab"}]""", page.GetProperty("items").GetRawText());
        Assert.True(page.TryGetProperty("next", out _));
        await (await host.Reader.GetJsonAsync($"/v1/aliases/{word}-a?fields=nothing")).ProblemAsync(HttpStatusCode.BadRequest);

        async Task<IEnumerable<string?>> NamesAsync(string query) =>
            (await (await host.Reader.GetJsonAsync("/v1/aliases?" + query)).OkAsync()).GetProperty("items").EnumerateArray().Select(alias => alias.GetProperty("name").GetString());
    }

    [Fact]
    public async Task HeadAnswersAsGetDoesWithoutTheContent()
    {
        var get = await host.Reader.GetJsonAsync("/v1/dns-settings");
        var head = await host.Reader.CallAsync(HttpMethod.Head, "/v1/dns-settings");
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Tag(), head.Tag());
        Assert.Equal((await get.TextAsync()).Length, head.Content.Headers.ContentLength);
        Assert.Equal("", await head.TextAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Reader.CallAsync(HttpMethod.Head, "/v1/aliases/no-such-alias")).StatusCode);
    }

    private async Task<IEnumerable<string>> FindAsync(string query) =>
        (await (await host.Reader.GetJsonAsync("/v1/records?" + query)).OkAsync()).GetProperty("items").EnumerateArray()
            .Select(record => record.GetProperty("owner").GetString() + " " + record.GetProperty("type").GetString()).Order(StringComparer.Ordinal);
}
