using System.Net;
using System.Text.Json;

namespace Waypost.Api.Tests.Features;

public sealed class ReverseZoneTests(ApiHost host)
{
    [Theory]
    [InlineData("198.51.100.0/24", "100.51.198.in-addr.arpa")]
    [InlineData("203.0.113.64/26", "64/26.113.0.203.in-addr.arpa")]
    [InlineData("2001:db8:77::/48", "7.7.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public async Task AZoneIsCreatedByItsNetwork(string network, string name)
    {
        var created = await host.Admin.PostTextAsync("/v1/zones", JsonSerializer.Serialize(new { network }));
        Assert.Equal(name, (await created.OkAsync(HttpStatusCode.Created)).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync("/v1/zones/" + Uri.EscapeDataString(name))).StatusCode);
    }

    [Theory]
    [InlineData("""{"network":"192.0.2.1/24"}""", "$.network")]
    [InlineData("""{"network":"10.0.0.0/12"}""", "$.network")]
    [InlineData("""{"name":"example.net","network":"192.0.2.0/24"}""", "$.network")]
    [InlineData("{}", "$.name")]
    public async Task ANetworkThatMakesNoZoneIsRefusedAtItsMember(string body, string path)
    {
        var problem = await (await host.Admin.PostTextAsync("/v1/zones", body)).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.Errors!.ContainsKey(path));
    }

    [Fact]
    public async Task PtrRecordsFollowTheAddressesOfAZoneThatWantsIt()
    {
        await CreateAsync("""{"network":"10.99.7.0/24"}""");
        await CreateAsync("""{"network":"10.99.7.128/25"}""");
        await CreateAsync("""{"network":"2001:db8:99::/48"}""");
        await CreateAsync("""{"name":"ptr.example","settings":{"automaticPtr":true},"rrsets":[{"owner":"@","type":"SOA","ttl":60,"records":["ns h 1 2 3 4 5"]},{"owner":"@","type":"NS","ttl":60,"records":["ns"]},{"owner":"ns","type":"A","ttl":60,"records":["10.99.7.53"]}]}""");
        Assert.Equal("ns.ptr.example.", await PtrAsync("7.99.10.in-addr.arpa", "53"));

        await SetAsync("www", "A", "10.99.7.1", "10.99.7.130");
        await SetAsync("www", "AAAA", "2001:db8:99::1");
        Assert.Equal("www.ptr.example.", await PtrAsync("7.99.10.in-addr.arpa", "1"));
        Assert.Equal("www.ptr.example.", await PtrAsync("128/25.7.99.10.in-addr.arpa", "130"));
        Assert.Equal("www.ptr.example.", await PtrAsync("9.9.0.0.8.b.d.0.1.0.0.2.ip6.arpa", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0"));

        await SetAsync("www", "A", "10.99.7.2");
        Assert.Equal("", await PtrAsync("7.99.10.in-addr.arpa", "1"));
        Assert.Equal("www.ptr.example.", await PtrAsync("7.99.10.in-addr.arpa", "2"));

        // An address of two names has both; one going leaves the other.
        await SetAsync("also", "A", "10.99.7.2");
        Assert.Equal("also.ptr.example. www.ptr.example.", await PtrAsync("7.99.10.in-addr.arpa", "2"));
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync("/v1/zones/ptr.example/rrsets/www/A")).StatusCode);
        Assert.Equal("also.ptr.example.", await PtrAsync("7.99.10.in-addr.arpa", "2"));

        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync("/v1/zones/ptr.example")).StatusCode);
        Assert.Equal("", await PtrAsync("7.99.10.in-addr.arpa", "2"));
        Assert.Equal("", await PtrAsync("7.99.10.in-addr.arpa", "53"));
    }

    [Fact]
    public async Task WithoutTheSettingNoPtrRecordIsMade()
    {
        await CreateAsync("""{"network":"10.99.8.0/24"}""");
        await CreateAsync("""{"name":"noptr.example"}""");
        await (await host.Admin.PutTextAsync("/v1/zones/noptr.example/rrsets/www/A", """{"records":["10.99.8.1"]}""")).OkAsync(HttpStatusCode.Created);
        Assert.Equal("", await PtrAsync("8.99.10.in-addr.arpa", "1"));
    }

    private async Task CreateAsync(string body) => await (await host.Admin.PostTextAsync("/v1/zones", body)).OkAsync(HttpStatusCode.Created);

    private async Task SetAsync(string owner, string type, params string[] records) =>
        Assert.True((await host.Admin.PutTextAsync($"/v1/zones/ptr.example/rrsets/{owner}/{type}", JsonSerializer.Serialize(new { records }))).IsSuccessStatusCode);

    private async Task<string> PtrAsync(string zone, string owner)
    {
        var response = await host.Admin.GetJsonAsync($"/v1/zones/{Uri.EscapeDataString(zone)}/rrsets/{owner}/PTR");
        return response.StatusCode == HttpStatusCode.NotFound ? ""
            : string.Join(' ', (await response.OkAsync()).GetProperty("records").EnumerateArray().Select(record => record.GetString()));
    }
}
