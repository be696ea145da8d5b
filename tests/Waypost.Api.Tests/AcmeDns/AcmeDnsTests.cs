using System.Net;
using System.Text.Json;

namespace Waypost.Api.Tests.AcmeDns;

/// <summary>The acme-dns protocol: who registers gets one name's challenge to set, and nothing else.</summary>
public sealed class AcmeDnsTests(ApiHost host)
{
    private const string First = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string Second = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
    private const string Third = "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC";

    [Fact]
    public async Task CredentialsOfADomainSetItsChallengeAndKeepTheLastTwoTexts()
    {
        await CreateAsync("acme.test");
        var account = await RegisterAsync("""{"domain": "www.acme.test"}""");
        Assert.Equal("_acme-challenge.www.acme.test", account.GetProperty("fulldomain").GetString());
        foreach (var text in new[] { First, Second, Third })
        {
            Assert.Equal((HttpStatusCode.OK, $$"""{"txt":"{{text}}"}"""), await UpdateAsync(account, Subdomain(account), text));
        }

        var rrset = await (await host.Admin.GetJsonAsync("/v1/zones/acme.test/rrsets/_acme-challenge.www/TXT")).OkAsync();
        Assert.Equal([$"\"{Second}\"", $"\"{Third}\""], rrset.GetProperty("records").Deserialize<string[]>()!);
    }

    [Fact]
    public async Task AnAccountSetsNoOtherName()
    {
        await CreateAsync("two.test");
        var (one, other) = (await RegisterAsync("""{"domain": "one.two.test"}"""), await RegisterAsync("""{"domain": "*.other.two.test"}"""));
        Assert.Equal("_acme-challenge.other.two.test", other.GetProperty("fulldomain").GetString());
        Assert.Equal((HttpStatusCode.Unauthorized, """{"error":"forbidden"}"""), await UpdateAsync(one, Subdomain(other), First));
        Assert.Equal((HttpStatusCode.BadRequest, """{"error":"bad_subdomain"}"""), await UpdateAsync(one, "www", First));
        Assert.Equal((HttpStatusCode.BadRequest, """{"error":"bad_txt"}"""), await UpdateAsync(one, Subdomain(one), "short"));
    }

    [Fact]
    public async Task RegisteringTakesAKeyThatWritesAndAZoneThatIsHere()
    {
        await CreateAsync("keys.test");
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous.PostTextAsync("/acme-dns/register", """{"domain": "keys.test"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Reader.PostTextAsync("/acme-dns/register", """{"domain": "keys.test"}""")).StatusCode);
        Assert.Equal("""{"error":"bad_domain"}""", await (await host.Writer.PostTextAsync("/acme-dns/register", """{"domain": "nowhere.example"}""")).TextAsync());
        Assert.Equal("""{"error":"invalid_allowfrom_cidr"}""", await (await host.Writer.PostTextAsync("/acme-dns/register", """{"domain": "keys.test", "allowfrom": ["x"]}""")).TextAsync());
        Assert.Equal("""{"error":"malformed_json_payload"}""", await (await host.Writer.PostTextAsync("/acme-dns/register", "{")).TextAsync());
    }

    [Fact]
    public async Task UpdatesFromElsewhereAreForbiddenWhenNetworksAreStated()
    {
        await CreateAsync("from.test");
        var far = await RegisterAsync("""{"domain": "from.test", "allowfrom": ["192.0.2.0/24"]}""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await UpdateAsync(far, Subdomain(far), First)).Status);
        var near = await RegisterAsync("""{"domain": "from.test", "allowfrom": ["192.0.2.0/24", "127.0.0.0/8"]}""");
        Assert.Equal(HttpStatusCode.OK, (await UpdateAsync(near, Subdomain(near), First)).Status);
    }

    private static string Subdomain(JsonElement account) => account.GetProperty("subdomain").GetString()!;

    private async Task CreateAsync(string zone) => await (await host.Admin.PostTextAsync("/v1/zones", $$"""{"name": "{{zone}}"}""")).OkAsync(HttpStatusCode.Created);

    private async Task<JsonElement> RegisterAsync(string body) => await (await host.Writer.PostTextAsync("/acme-dns/register", body)).OkAsync(HttpStatusCode.Created);

    private async Task<(HttpStatusCode Status, string Text)> UpdateAsync(JsonElement account, string subdomain, string text)
    {
        using var client = host.Client(null);
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-User", account.GetProperty("username").GetString());
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", account.GetProperty("password").GetString());
        using var response = await client.PostTextAsync("/acme-dns/update", $$"""{"subdomain": "{{subdomain}}", "txt": "{{text}}"}""");
        return (response.StatusCode, await response.TextAsync());
    }
}
