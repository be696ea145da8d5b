using System.Net;

namespace Waypost.Api.Tests.Features;

public sealed class SecondaryZoneTests(ApiHost host)
{
    // Nobody answers on the discard port.
    private const string Create = """{"name": "NAME", "primaries": ["127.0.0.1 port 9 key missing.example"]}""";

    [Fact]
    public async Task ASecondaryShowsItsPrimariesAndWhyTheyDoNotAnswer()
    {
        var created = await (await host.Admin.PostTextAsync("/v1/zones", Create.Replace("NAME", "shown.example", StringComparison.Ordinal))).OkAsync(HttpStatusCode.Created);
        Assert.Equal(("secondary", 0), (created.GetProperty("kind").GetString(), created.GetProperty("serial").GetInt64()));
        Assert.Equal("127.0.0.1 port 9 key missing.example", created.GetProperty("primaries")[0].GetString());
        var read = await (await host.Admin.GetJsonAsync("/v1/zones/shown.example")).OkAsync();
        Assert.True(read.TryGetProperty("nextCheck", out _), read.ToString());
    }

    [Fact]
    public async Task ASecondaryTakesNoRecords()
    {
        await host.Admin.PostTextAsync("/v1/zones", Create.Replace("NAME", "fixed.example", StringComparison.Ordinal));
        await (await host.Admin.PutTextAsync("/v1/zones/fixed.example/rrsets/www/A", """{"records": ["192.0.2.1"]}""")).ProblemAsync(HttpStatusCode.Conflict);
        await (await host.Admin.PostTextAsync("/v1/zones", """{"name": "both.example", "primaries": ["192.0.2.1"], "rrsets": []}""")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        await (await host.Admin.PostTextAsync("/v1/zones", """{"name": "bad.example", "primaries": ["ns.example"]}""")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        await (await host.Admin.PostTextAsync("/v1/zones", """{"name": "none.example", "kind": "secondary"}""")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("refresh")]
    [InlineData("retransfer")]
    public async Task OnlyASecondaryIsChecked(string verb)
    {
        await host.Admin.PostTextAsync("/v1/zones", Create.Replace("NAME", verb + ".example", StringComparison.Ordinal));
        await (await host.Admin.PostTextAsync($"/v1/zones/{verb}.example:{verb}", null)).OkAsync(HttpStatusCode.Accepted);
        await host.Admin.PostTextAsync("/v1/zones", $$"""{"name": "own-{{verb}}.example"}""");
        await (await host.Admin.PostTextAsync($"/v1/zones/own-{verb}.example:{verb}", null)).ProblemAsync(HttpStatusCode.Conflict);
        await (await host.Admin.PostTextAsync($"/v1/zones/unknown.example:{verb}", null)).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AZoneWithContentIsAnnounced()
    {
        await host.Admin.PostTextAsync("/v1/zones", """{"name": "announced.example", "settings": {"notify": "no"}}""");
        await (await host.Admin.PostTextAsync("/v1/zones/announced.example:notify", null)).OkAsync(HttpStatusCode.Accepted);
        await host.Admin.PostTextAsync("/v1/zones", Create.Replace("NAME", "empty.example", StringComparison.Ordinal));
        await (await host.Admin.PostTextAsync("/v1/zones/empty.example:notify", null)).ProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task CatalogSettingsAreChecked()
    {
        var catalog = """{"name": "cat.example", "settings": {"catalog": {"produce": true}}}""";
        await (await host.Admin.PostTextAsync("/v1/zones", catalog)).OkAsync(HttpStatusCode.Created);
        await (await host.Admin.PostTextAsync("/v1/zones", """{"name": "x.example", "settings": {"catalog": {"group": "g"}}}""")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        await (await host.Admin.PostTextAsync("/v1/zones", """{"name": "y.example", "settings": {"catalog": {"produce": true, "consume": true}}}""")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
    }
}
