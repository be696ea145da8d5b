using System.Net;
using System.Text.Json;

namespace Waypost.Api.Tests.PowerDns;

/// <summary>PATCH of RRsets: what PowerDNS 4.7 has, and EXTEND and PRUNE of PowerDNS 5.</summary>
public sealed class RrsetPatchTests(ApiHost host) : IDisposable
{
    private readonly HttpClient _client = PowerDnsClient.Of(host);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task ExtendAddsRecordsAndPruneTakesThemAway()
    {
        var zone = await CreateAsync("extend.test.");
        await PatchAsync(zone, Rrset("a.extend.test.", "A", "EXTEND", "192.0.2.1"));
        await PatchAsync(zone, Rrset("a.extend.test.", "A", "EXTEND", "192.0.2.2"));
        await PatchAsync(zone, Rrset("a.extend.test.", "A", "EXTEND", "192.0.2.2"));
        Assert.Equal(["192.0.2.1", "192.0.2.2"], await ContentsAsync(zone, "a.extend.test.", "A"));
        await PatchAsync(zone, Rrset("a.extend.test.", "A", "PRUNE", "192.0.2.1"));
        Assert.Equal(["192.0.2.2"], await ContentsAsync(zone, "a.extend.test.", "A"));
        await PatchAsync(zone, Rrset("a.extend.test.", "A", "PRUNE", "192.0.2.2"));
        await PatchAsync(zone, Rrset("a.extend.test.", "A", "PRUNE", "192.0.2.2"));
        Assert.Empty(await ContentsAsync(zone, "a.extend.test.", "A"));
    }

    [Fact]
    public async Task SixteenClientsExtendOneRrsetAndNoneLosesItsRecord()
    {
        var zone = await CreateAsync("busy.test.");
        await Task.WhenAll(Enumerable.Range(1, 16).Select(number => PatchAsync(zone, Rrset("a.busy.test.", "A", "EXTEND", $"192.0.2.{number}"))));
        Assert.Equal(16, (await ContentsAsync(zone, "a.busy.test.", "A")).Count);
    }

    [Fact]
    public async Task ARecordThatIsDisabledIsKeptAndNotServed()
    {
        var zone = await CreateAsync("off.test.");
        const string Body = """{"rrsets": [{"name": "a.off.test.", "type": "A", "ttl": 60, "changetype": "REPLACE", "records": [{"content": "192.0.2.1", "disabled": true}]}]}""";
        Assert.Equal(HttpStatusCode.NoContent, (await _client.CallAsync(HttpMethod.Patch, zone, Body)).StatusCode);
        var record = (await (await _client.GetJsonAsync(zone)).OkAsync()).GetProperty("rrsets").EnumerateArray()
            .Single(rrset => rrset.GetProperty("name").GetString() == "a.off.test.").GetProperty("records")[0];
        Assert.True(record.GetProperty("disabled").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Admin.GetJsonAsync("/v1/zones/off.test/rrsets/a/A")).StatusCode);
        await PatchAsync(zone, Rrset("a.off.test.", "A", "REPLACE", "192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, (await host.Admin.GetJsonAsync("/v1/zones/off.test/rrsets/a/A")).StatusCode);
    }

    [Fact]
    public async Task CommentsStayWithTheirRrsetUntilItGoes()
    {
        var zone = await CreateAsync("noted.test.");
        const string Body = """
            {"rrsets": [{"name": "a.noted.test.", "type": "A", "ttl": 60, "changetype": "REPLACE", "records": [{"content": "192.0.2.1"}],
              "comments": [{"content": "ours", "account": "ann", "modified_at": 7}]}]}
            """;
        Assert.Equal(HttpStatusCode.NoContent, (await _client.CallAsync(HttpMethod.Patch, zone, Body)).StatusCode);
        await PatchAsync(zone, Rrset("a.noted.test.", "A", "REPLACE", "192.0.2.2"));
        Assert.Equal("ours", Assert.Single((await RrsetAsync(zone, "a.noted.test.", "A")).GetProperty("comments").EnumerateArray()).GetProperty("content").GetString());
        await PatchAsync(zone, """{"name": "a.noted.test.", "type": "A", "changetype": "DELETE"}""");
        await PatchAsync(zone, Rrset("a.noted.test.", "A", "REPLACE", "192.0.2.2"));
        Assert.Empty((await RrsetAsync(zone, "a.noted.test.", "A")).GetProperty("comments").EnumerateArray());
    }

    [Fact]
    public async Task APatchIsAllOrNothing()
    {
        var zone = await CreateAsync("whole.test.");
        var body = $$"""{"rrsets": [{{Rrset("a.whole.test.", "A", "REPLACE", "192.0.2.1")}}, {{Rrset("whole.test.", "CNAME", "REPLACE", "x.whole.test.")}}]}""";
        await RefusalAsync(await _client.CallAsync(HttpMethod.Patch, zone, body), HttpStatusCode.UnprocessableEntity, "RRset whole.test. IN CNAME: Conflicts with pre-existing RRset");
        Assert.Empty(await ContentsAsync(zone, "a.whole.test.", "A"));
    }

    [Fact]
    public async Task AReadingKeyReadsAndAWritingKeyWrites()
    {
        var zone = await CreateAsync("scopes.test.");
        using var reader = await PowerDnsClient.OfScopeAsync(host, "read");
        using var writer = await PowerDnsClient.OfScopeAsync(host, "write");
        Assert.Equal(HttpStatusCode.OK, (await reader.GetJsonAsync(zone)).StatusCode);
        var body = $$"""{"rrsets": [{{Rrset("a.scopes.test.", "A", "REPLACE", "192.0.2.1")}}]}""";
        await RefusalAsync(await reader.CallAsync(HttpMethod.Patch, zone, body), HttpStatusCode.Forbidden, "Forbidden");
        Assert.Equal(HttpStatusCode.NoContent, (await writer.CallAsync(HttpMethod.Patch, zone, body)).StatusCode);
        using var wrong = PowerDnsClient.With(host, "wp_wrong");
        await RefusalAsync(await wrong.GetJsonAsync(zone), HttpStatusCode.Unauthorized, "Unauthorized");
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"rrsets": {}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"rrsets": [7]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"rrsets": [{"name": 7}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"rrsets": [{"name": "\ud800.bad.test."}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"rrsets": [{"name": "a.bad.test.", "type": "A", "changetype": "REPLACE", "ttl": 1e99, "records": []}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"rrsets": [{"name": "a.bad.test.", "type": "A", "changetype": "REPLACE", "ttl": 60, "records": [7]}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"rrsets": [{"name": "ⓐ.bad.test.", "type": "A", "changetype": "DELETE"}]}""", HttpStatusCode.UnprocessableEntity)]
    public async Task WhatCannotBeReadIsRefusedInPowerDnsForm(string body, HttpStatusCode status)
    {
        var zone = await CreateAsync("bad.test.", mayExist: true);
        await RefusalAsync(await _client.CallAsync(HttpMethod.Patch, zone, body), status, null);
    }

    [Fact]
    public async Task ABodyThatIsTooLargeOrTooDeepIsRefused()
    {
        var zone = await CreateAsync("large.test.");
        await RefusalAsync(await _client.CallAsync(HttpMethod.Patch, zone, $$"""{"rrsets": [], "x": "{{new string('x', 2 * 1024 * 1024)}}"}"""), HttpStatusCode.RequestEntityTooLarge, null);
        await RefusalAsync(await _client.CallAsync(HttpMethod.Patch, zone, new string('[', 1000) + new string(']', 1000)), HttpStatusCode.BadRequest, "Bad Request");
    }

    private static string Rrset(string name, string type, string change, string content) =>
        $$"""{"name": "{{name}}", "type": "{{type}}", "ttl": 60, "changetype": "{{change}}", "records": [{"content": "{{content}}", "disabled": false}]}""";

    private async Task<string> CreateAsync(string name, bool mayExist = false)
    {
        var answer = await _client.PostTextAsync(PowerDnsClient.Zones, $$"""{"name": "{{name}}", "kind": "Native", "nameservers": ["ns1.{{name}}"]}""");
        Assert.True(answer.StatusCode == HttpStatusCode.Created || (mayExist && answer.StatusCode == HttpStatusCode.Conflict), await answer.TextAsync());
        return $"{PowerDnsClient.Zones}/{name}";
    }

    private async Task PatchAsync(string zone, string rrset)
    {
        var answer = await _client.CallAsync(HttpMethod.Patch, zone, $$"""{"rrsets": [{{rrset}}]}""");
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.TextAsync());
    }

    private async Task<JsonElement> RrsetAsync(string zone, string name, string type) =>
        (await (await _client.GetJsonAsync($"{zone}?rrset_name={name}&rrset_type={type}")).OkAsync()).GetProperty("rrsets").EnumerateArray().SingleOrDefault();

    private async Task<IReadOnlyList<string>> ContentsAsync(string zone, string name, string type) =>
        await RrsetAsync(zone, name, type) is { ValueKind: JsonValueKind.Object } rrset ? [.. rrset.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("content").GetString()!)] : [];

    private static async Task RefusalAsync(HttpResponseMessage response, HttpStatusCode status, string? error)
    {
        var text = await response.TextAsync();
        Assert.True(response.StatusCode == status, $"expected {status}, got {response.StatusCode}: {text}");
        using var document = JsonDocument.Parse(text);
        var said = Assert.Single(document.RootElement.EnumerateObject());
        Assert.Equal("error", said.Name);
        Assert.Equal(error ?? said.Value.GetString(), said.Value.GetString());
    }
}
