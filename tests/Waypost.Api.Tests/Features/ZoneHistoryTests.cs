using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Waypost.Api.Tests.Features;

public class ZoneHistoryTests(ApiHost host)
{
    [Fact]
    public async Task VersionsAreListedNewestFirstWithWhoMadeThem()
    {
        var (zone, serials) = await WrittenZoneAsync();
        var page = await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/versions?limit=2")).OkAsync();
        Assert.Equal([serials[2], serials[1]], page.GetProperty("items").EnumerateArray().Select(version => version.GetProperty("serial").GetInt64()));
        Assert.Equal("key:writer", page.GetProperty("items")[0].GetProperty("actor").GetString());
        Assert.Equal(2, page.GetProperty("items")[0].GetProperty("changes").GetInt32());
        page = await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/versions?limit=2&cursor={page.GetProperty("next").GetString()}")).OkAsync();
        var first = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal(serials[0], first.GetProperty("serial").GetInt64());
        Assert.False(first.TryGetProperty("fromSerial", out _));
        Assert.False(page.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task AVersionIsReadAsJsonAndAsAMasterFile()
    {
        var (zone, serials) = await WrittenZoneAsync();
        var version = await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/versions/{serials[1]}")).OkAsync();
        Assert.Contains(version.GetProperty("rrsets").EnumerateArray(), rrset => rrset.GetProperty("owner").GetString() == "www" && rrset.GetProperty("records")[0].GetString() == "192.0.2.1");
        var file = await AsAsync($"/v1/zones/{zone}/versions/{serials[0]}", "text/dns");
        Assert.DoesNotContain("www", file, StringComparison.Ordinal);
        Assert.Contains(serials[0].ToString(CultureInfo.InvariantCulture), file, StringComparison.Ordinal);
        await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/versions/1")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task TwoVersionsAreComparedInBothDirections()
    {
        var (zone, serials) = await WrittenZoneAsync();
        var diff = await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/versions/{serials[0]}/diff/{serials[2]}")).OkAsync();
        Assert.Contains(diff.GetProperty("changes").EnumerateArray(), change => change.GetProperty("owner").GetString() == "www"
            && change.GetProperty("status").GetString() == "created" && change.GetProperty("after").GetProperty("records")[0].GetString() == "192.0.2.2");
        Assert.Contains("-www 3600 IN A 192.0.2.2", await AsAsync($"/v1/zones/{zone}/versions/{serials[2]}/diff/{serials[1]}", "text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RestoringAVersionBringsItsRecordsBackUnderANewSerial()
    {
        var (zone, serials) = await WrittenZoneAsync();
        await (await host.Writer.PostTextAsync($"/v1/zones/{zone}:restore", $$"""{ "serial": {{serials[1]}}, "dryRun": true }""")).OkAsync();
        Assert.Equal(serials[2], (await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}")).OkAsync()).GetProperty("serial").GetInt64());
        var diff = await (await host.Writer.PostTextAsync($"/v1/zones/{zone}:restore", $$"""{ "serial": {{serials[1]}} }""")).OkAsync();
        Assert.True(diff.GetProperty("to").GetInt64() > serials[2]);
        Assert.Equal("192.0.2.1", (await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}/rrsets/www/A")).OkAsync()).GetProperty("records")[0].GetString());
        await (await host.Writer.PostTextAsync($"/v1/zones/{zone}:restore", """{ "serial": 7 }""")).ProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<(string Zone, long[] Serials)> WrittenZoneAsync()
    {
        var zone = $"h{Guid.NewGuid():N}.example";
        var serials = new List<long> { (await (await host.Admin.PostTextAsync("/v1/zones", $$"""{ "name": "{{zone}}" }""")).OkAsync(HttpStatusCode.Created)).GetProperty("serial").GetInt64() };
        foreach (var address in (string[])["192.0.2.1", "192.0.2.2"])
        {
            await host.Writer.PutTextAsync($"/v1/zones/{zone}/rrsets/www/A", $$"""{ "records": ["{{address}}"] }""");
            serials.Add((await (await host.Reader.GetJsonAsync($"/v1/zones/{zone}")).OkAsync()).GetProperty("serial").GetInt64());
        }

        return (zone, [.. serials]);
    }

    private async Task<string> AsAsync(string path, string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        using var response = await host.Reader.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        return await response.TextAsync();
    }
}
