using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Waypost.Api.Tests.DynamicDns;

/// <summary>What routers send to /nic/update, and the words that they understand.</summary>
public sealed class HostUpdateTests(ApiHost host)
{
    private string AdminKey => host.Admin.DefaultRequestHeaders.Authorization!.Parameter!;

    [Fact]
    public async Task AnAddressIsGoodTheFirstTimeAndNoChangeTheSecond()
    {
        await CreateAsync("home.test");
        Assert.Equal("good 192.0.2.7\n", await UpdateAsync("hostname=router.home.test&myip=192.0.2.7"));
        Assert.Equal("nochg 192.0.2.7\n", await UpdateAsync("hostname=router.home.test&myip=192.0.2.7"));
        Assert.Equal("good 192.0.2.8\n", await UpdateAsync("hostname=ROUTER.home.test.&myip=192.0.2.8"));
        Assert.Equal(["192.0.2.8"], await RecordsAsync("home.test", "router", "A"));
    }

    [Fact]
    public async Task BothFamiliesAreTakenAndOneThatIsNotReportedStays()
    {
        await CreateAsync("dual.test");
        Assert.Equal("good 192.0.2.7,2001:db8::7\n", await UpdateAsync("hostname=a.dual.test&myip=192.0.2.7,2001:db8::7"));
        Assert.Equal("good 2001:db8::8\n", await UpdateAsync("hostname=a.dual.test&myipv6=2001:db8::8"));
        Assert.Equal(["192.0.2.7"], await RecordsAsync("dual.test", "a", "A"));
        Assert.Equal(["2001:db8::8"], await RecordsAsync("dual.test", "a", "AAAA"));
    }

    [Fact]
    public async Task WithoutAnAddressTheClientsOwnIsTaken()
    {
        await CreateAsync("own.test");
        Assert.Equal("good 127.0.0.1\n", await UpdateAsync("hostname=a.own.test"));
    }

    [Fact]
    public async Task EachOfSeveralHostsHasItsOwnLine()
    {
        await CreateAsync("many.test");
        Assert.Equal("good 192.0.2.1\nnohost\nnotfqdn\n", await UpdateAsync("hostname=a.many.test,a.elsewhere.test,plain&myip=192.0.2.1"));
        Assert.Equal("notfqdn\n", await UpdateAsync("myip=192.0.2.1"));
        Assert.Equal("numhost\n", await UpdateAsync("hostname=" + string.Join(',', Enumerable.Range(0, 21).Select(i => $"h{i}.many.test"))));
        Assert.Equal("dnserr\n", await UpdateAsync("hostname=a.many.test&myip=1"));
    }

    [Fact]
    public async Task AHostThatIsAnAliasIsNoHost()
    {
        await CreateAsync("alias.test");
        await host.Admin.PutTextAsync("/v1/zones/alias.test/rrsets/www/CNAME", """{"records": ["a.alias.test."]}""");
        Assert.Equal("nohost\n", await UpdateAsync("hostname=www.alias.test&myip=192.0.2.1"));
    }

    [Fact]
    public async Task AClientThatUpdatesWithoutEndIsToldOfAbuse()
    {
        await CreateAsync("wild.test");
        var codes = new List<string>();
        for (var i = 1; i <= 31; i++)
        {
            codes.Add(await UpdateAsync($"hostname=a.wild.test&myip=192.0.2.{i}"));
        }

        Assert.Equal("good 192.0.2.30\n", codes[29]);
        Assert.Equal("abuse\n", codes[30]);
        Assert.Equal(["192.0.2.30"], await RecordsAsync("wild.test", "a", "A"));
    }

    [Fact]
    public async Task AWrongKeyOrOneThatOnlyReadsIsBadAuth()
    {
        await CreateAsync("auth.test");
        Assert.Equal((HttpStatusCode.Unauthorized, "badauth\n"), await AnswerAsync("hostname=a.auth.test&myip=192.0.2.1", "wrong"));
        Assert.Equal((HttpStatusCode.Unauthorized, "badauth\n"), await AnswerAsync("hostname=a.auth.test&myip=192.0.2.1", null));
        Assert.Equal((HttpStatusCode.Forbidden, "badauth\n"), await AnswerAsync("hostname=a.auth.test&myip=192.0.2.1", host.Reader.DefaultRequestHeaders.Authorization!.Parameter!));
        Assert.Equal((HttpStatusCode.OK, "good 192.0.2.1\n"), await AnswerAsync("hostname=a.auth.test&myip=192.0.2.1", host.Writer.DefaultRequestHeaders.Authorization!.Parameter!));
    }

    private async Task CreateAsync(string zone) => await (await host.Admin.PostTextAsync("/v1/zones", $$"""{"name": "{{zone}}"}""")).OkAsync(HttpStatusCode.Created);

    private async Task<string> UpdateAsync(string query) => (await AnswerAsync(query, AdminKey)).Text;

    private async Task<(HttpStatusCode Status, string Text)> AnswerAsync(string query, string? key)
    {
        using var client = host.Client(null);
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("router:" + key)));
        using var response = await client.GetJsonAsync("/nic/update?" + query);
        return (response.StatusCode, await response.TextAsync());
    }

    private async Task<IReadOnlyList<string>> RecordsAsync(string zone, string owner, string type)
    {
        var rrset = await (await host.Admin.GetJsonAsync($"/v1/zones/{zone}/rrsets/{owner}/{type}")).OkAsync();
        return rrset.GetProperty("records").Deserialize<string[]>()!;
    }
}
