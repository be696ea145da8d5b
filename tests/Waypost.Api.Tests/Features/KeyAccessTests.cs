using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Waypost.Api.Tests.Features;

public class KeyAccessTests(ApiHost host)
{
    [Fact]
    public async Task AnAcmeKeyWritesChallengesAndNothingElse()
    {
        var zone = await NewZoneAsync();
        var acme = await ClientAsync("""{ "name": "acme", "scope": "acme" }""");
        await (await acme.PutTextAsync($"/v1/zones/{zone}/rrsets/_acme-challenge/TXT", """{ "records": ["\"token\""] }""")).OkAsync(HttpStatusCode.Created);
        await (await acme.PutTextAsync($"/v1/zones/{zone}/rrsets/_acme-challenge.www/TXT", """{ "records": ["\"token\""] }""")).OkAsync(HttpStatusCode.Created);
        await (await acme.PutTextAsync($"/v1/zones/{zone}/rrsets/_acme-challenge/A", """{ "records": ["192.0.2.1"] }""")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await acme.PutTextAsync($"/v1/zones/{zone}/rrsets/www/TXT", """{ "records": ["\"x\""] }""")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await acme.CallAsync(HttpMethod.Patch, $"/v1/zones/{zone}/rrsets", """{ "changes": [ { "owner": "www", "type": "TXT", "records": ["\"x\""] } ] }""")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await acme.CallAsync(HttpMethod.Patch, $"/v1/zones/{zone}/rrsets", """{ "changes": [ { "owner": "_acme-challenge", "type": "TXT", "records": ["\"y\""] } ] }""")).OkAsync();
        await (await acme.CallAsync(HttpMethod.Put, $"/v1/zones/{zone}/file", "x", mediaType: "text/dns")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await acme.PostTextAsync("/v1/changesets", $$"""{ "operations": [ { "op": "put", "path": "/v1/zones/{{zone}}/rrsets/_acme-challenge/TXT", "body": { "records": ["\"z\""] } } ] }""")).OkAsync(HttpStatusCode.Created);
        await (await acme.PostTextAsync("/v1/changesets", $$"""{ "operations": [ { "op": "put", "path": "/v1/aliases/x", "body": { "targets": ["y"] } } ] }""")).ProblemAtAsync(HttpStatusCode.Forbidden, "$.operations[0]");
        await (await acme.GetJsonAsync("/v1/aliases")).ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task TheSameHoldsInPowerDnsApi()
    {
        var zone = await NewZoneAsync();
        var created = await (await host.Admin.PostTextAsync("/v1/api-keys", """{ "name": "acme", "scope": "acme" }""")).OkAsync(HttpStatusCode.Created);
        using var client = host.Client(null);
        client.DefaultRequestHeaders.Add("X-API-Key", created.GetProperty("key").GetString());
        var path = $"/api/v1/servers/localhost/zones/{zone}.";
        Assert.Equal(HttpStatusCode.NoContent, (await client.CallAsync(HttpMethod.Patch, path, Patch("_acme-challenge", "TXT", "\\\"x\\\""))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.CallAsync(HttpMethod.Patch, path, Patch("www", "A", "192.0.2.1"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetJsonAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.RemoveAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetJsonAsync("/api/v1/servers/localhost/tsigkeys")).StatusCode);

        string Patch(string owner, string type, string content) =>
            $$"""{"rrsets":[{"name":"{{owner}}.{{zone}}.","type":"{{type}}","ttl":60,"changetype":"REPLACE","records":[{"content":"{{content}}","disabled":false}]}]}""";
    }

    [Fact]
    public async Task TheSameHoldsHoweverThePathIsSpelled()
    {
        var zone = await NewZoneAsync();
        var acme = await ClientAsync("""{ "name": "acme", "scope": "acme" }""");
        await (await acme.PutTextAsync($"/V1/zones/{zone}/rrsets/www/A", """{ "records": ["192.0.2.1"] }""")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await acme.PutTextAsync($"/v1/Zones/{zone}/RRsets/www/A", """{ "records": ["192.0.2.1"] }""")).ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task TheSameHoldsForDynamicAddresses()
    {
        var zone = await NewZoneAsync();
        var created = await (await host.Admin.PostTextAsync("/v1/api-keys", """{ "name": "router", "permissions": [ { "resources": ["records"], "owners": ["home"], "types": ["A"] } ] }""")).OkAsync(HttpStatusCode.Created);
        using var client = host.Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("router:" + created.GetProperty("key").GetString())));
        Assert.StartsWith("good", await (await client.GetJsonAsync($"/nic/update?hostname=home.{zone}&myip=192.0.2.7")).TextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("!yours", await (await client.GetJsonAsync($"/nic/update?hostname=www.{zone}&myip=192.0.2.7")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyOfOneZoneSeesAndWritesThatZoneOnly()
    {
        var (mine, other) = (await NewZoneAsync(), await NewZoneAsync());
        var client = await ClientAsync($$"""{ "name": "one", "permissions": [ { "resources": ["zones", "records"], "zones": ["{{mine}}", "*.{{mine}}"] } ] }""");
        await (await client.PutTextAsync($"/v1/zones/{mine}/rrsets/www/A", """{ "records": ["192.0.2.1"] }""")).OkAsync(HttpStatusCode.Created);
        await (await client.PutTextAsync($"/v1/zones/{other}/rrsets/www/A", """{ "records": ["192.0.2.1"] }""")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await client.GetJsonAsync($"/v1/zones/{other}")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await client.PostTextAsync("/v1/zones", """{ "name": "third.example" }""")).ProblemAsync(HttpStatusCode.Forbidden);
        var listed = await (await client.GetJsonAsync("/v1/zones")).OkAsync();
        Assert.Equal(mine, Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
        await (await client.GetJsonAsync("/v1/search?q=a")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await client.GetJsonAsync("/v1/records?rdata=192.0.2.1")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await client.GetJsonAsync("/v1/changesets")).ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task WhoAmISaysWhatAKeyMay()
    {
        var client = await ClientAsync("""{ "name": "me", "permissions": [ { "resources": ["aliases"], "verbs": ["read"] } ], "networks": ["127.0.0.0/8"] }""");
        var me = await (await client.GetJsonAsync("/v1/whoami")).OkAsync();
        Assert.Equal(("key:me", "write"), (me.GetProperty("actor").GetString(), me.GetProperty("scope").GetString()));
        Assert.Equal("aliases", me.GetProperty("permissions")[0].GetProperty("resources")[0].GetString());
        await (await client.GetJsonAsync("/v1/aliases")).OkAsync();
        await (await client.PutTextAsync("/v1/aliases/x", """{ "targets": ["y"] }""")).ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task AKeyIsRefusedFromOtherNetworksAfterRotationAndAfterItsEnd()
    {
        var elsewhere = await ClientAsync("""{ "name": "elsewhere", "networks": ["192.0.2.0/24"] }""");
        await (await elsewhere.GetJsonAsync("/v1/whoami")).ProblemAsync(HttpStatusCode.Unauthorized);

        var (client, id) = await CreateAsync("""{ "name": "rotated" }""");
        await (await client.GetJsonAsync("/v1/whoami")).OkAsync();
        var rotated = await (await host.Admin.PostTextAsync($"/v1/api-keys/{id}:rotate", null)).OkAsync();
        await (await client.GetJsonAsync("/v1/whoami")).ProblemAsync(HttpStatusCode.Unauthorized);
        using var renewed = host.Client(rotated.GetProperty("key").GetString());
        await (await renewed.GetJsonAsync("/v1/whoami")).OkAsync();

        await (await host.Admin.CallAsync(HttpMethod.Patch, $"/v1/api-keys/{id}", """{ "expiresAt": "2020-01-01T00:00:00Z" }""")).OkAsync();
        await (await renewed.GetJsonAsync("/v1/whoami")).ProblemAsync(HttpStatusCode.Unauthorized);
        await (await host.Admin.CallAsync(HttpMethod.Patch, $"/v1/api-keys/{id}", """{ "expiresAt": null, "scope": "read" }""")).OkAsync();
        Assert.Equal("read", (await (await renewed.GetJsonAsync("/v1/whoami")).OkAsync()).GetProperty("scope").GetString());
        Assert.True((await (await host.Admin.GetJsonAsync($"/v1/api-keys/{id}")).OkAsync()).TryGetProperty("lastUsedAt", out _));
    }

    [Fact]
    public async Task WritesAndRefusedCallsAreAuditedAndExportedAsLines()
    {
        var zone = await NewZoneAsync();
        await (await host.Reader.PutTextAsync($"/v1/zones/{zone}/rrsets/www/A", """{ "records": ["192.0.2.1"] }""")).ProblemAsync(HttpStatusCode.Forbidden);
        var events = await (await host.Admin.GetJsonAsync($"/v1/audit-events?action=refused&actor=key:reader&subject=/v1/zones/{zone}")).OkAsync();
        Assert.Contains("PUT 403", Assert.Single(events.GetProperty("items").EnumerateArray()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("create", Assert.Single((await (await host.Admin.GetJsonAsync($"/v1/audit-events?subject=zones/{zone}")).OkAsync()).GetProperty("items").EnumerateArray()).GetProperty("action").GetString());
        await (await host.Writer.GetJsonAsync("/v1/audit-events")).ProblemAsync(HttpStatusCode.Forbidden);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/audit-events?subject=zones/{zone}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        using var export = await host.Admin.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/x-ndjson", export.Content.Headers.ContentType?.MediaType);
        var line = Assert.Single((await export.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("create", JsonDocument.Parse(line).RootElement.GetProperty("action").GetString());
    }

    [Fact]
    public async Task AnswersTellTheRateLimitOfTheKey()
    {
        var response = await host.Reader.GetJsonAsync("/v1/whoami");
        Assert.Equal("5000", Assert.Single(response.Headers.GetValues("RateLimit-Limit")));
        Assert.True(response.Headers.Contains("RateLimit-Remaining"));
        Assert.True(response.Headers.Contains("RateLimit-Reset"));
    }

    private async Task<string> NewZoneAsync()
    {
        var zone = $"k{Guid.NewGuid():N}.example";
        await (await host.Admin.PostTextAsync("/v1/zones", $$"""{ "name": "{{zone}}" }""")).OkAsync(HttpStatusCode.Created);
        return zone;
    }

    private async Task<HttpClient> ClientAsync(string body) => (await CreateAsync(body)).Client;

    private async Task<(HttpClient Client, string Id)> CreateAsync(string body)
    {
        var created = await (await host.Admin.PostTextAsync("/v1/api-keys", body)).OkAsync(HttpStatusCode.Created);
        return (host.Client(created.GetProperty("key").GetString()), created.GetProperty("id").GetString()!);
    }
}
