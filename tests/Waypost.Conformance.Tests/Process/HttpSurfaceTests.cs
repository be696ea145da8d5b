using System.Net;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;

namespace Waypost.Conformance.Tests.Process;

public sealed class HttpSurfaceTests(WaypostServer server)
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    public async Task TheMachineryAnswersWithoutAKey(string path) =>
        (await server.Api.SendAsync(HttpMethod.Get, path, key: "")).Expect(HttpStatusCode.OK);

    [Fact]
    public async Task DocsShowsSwaggerUi()
    {
        ApiReply reply = (await server.Api.GetAsync("/docs/index.html")).Expect(HttpStatusCode.OK);
        Assert.Equal("text/html", reply.MediaType);
        Assert.Contains("swagger", reply.Body, StringComparison.OrdinalIgnoreCase);
        (await server.Api.GetAsync("/docs")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task MetricsAreInPrometheusText()
    {
        ApiReply reply = await server.Api.GetAsync("/metrics");
        Assert.Equal("text/plain", reply.MediaType);
        Assert.Contains("# TYPE ", reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/zones")]
    [InlineData("/v1/mail-domains")]
    [InlineData("/v1/accounts")]
    [InlineData("/v1/aliases")]
    [InlineData("/v1/virtual-users")]
    [InlineData("/v1/access-entries")]
    [InlineData("/v1/queue")]
    public async Task EveryResourceWantsAKey(string path)
    {
        (await server.Api.SendAsync(HttpMethod.Get, path, key: "")).ExpectProblem(HttpStatusCode.Unauthorized);
        (await server.Api.SendAsync(HttpMethod.Get, path, key: "wrong")).ExpectProblem(HttpStatusCode.Unauthorized);
        (await server.Api.GetAsync(path)).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v1/zones/nowhere.example")]
    [InlineData("/v1/zones/nowhere.example/rrsets/www/A")]
    [InlineData("/v1/zones/nowhere.example/file")]
    [InlineData("/v1/mail-domains/nowhere.example")]
    [InlineData("/v1/accounts/nobody")]
    [InlineData("/v1/aliases/nobody")]
    [InlineData("/v1/virtual-users/nobody%40nowhere.example")]
    [InlineData("/v1/access-entries/From%3Anobody%40nowhere.example")]
    [InlineData("/v1/queue/nothing")]
    [InlineData("/v1/no-such-thing")]
    public async Task WhatIsNotThereIsAProblemDocument(string path) =>
        (await server.Api.GetAsync(path)).ExpectProblem(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("/v1/accounts/{0}", """{"password": "one of many words"}""", """{"password": "another of many"}""")]
    [InlineData("/v1/aliases/{0}", """{"targets": ["bob@example.org"]}""", """{"targets": ["carol@example.org"]}""")]
    [InlineData("/v1/virtual-users/{0}%40example.com", """{"target": "bob@example.org"}""", """{"target": "carol@example.org"}""")]
    [InlineData("/v1/access-entries/From%3A{0}%40example.com", """{"value": "REJECT"}""", """{"value": "DISCARD"}""")]
    public async Task EveryResourceHasAnEtagThatGuardsIt(string template, string first, string second)
    {
        string path = template.Replace("{0}", WaypostServer.Unique("tagged"), StringComparison.Ordinal);
        ApiReply created = (await server.Api.SendAsync(HttpMethod.Put, path, first, ifNoneMatch: "*")).Expect(HttpStatusCode.Created);
        Assert.Equal(created.ETag, (await server.Api.GetAsync(path)).ETag);
        Assert.NotNull(created.ETag);
        Assert.StartsWith("\"", created.ETag, StringComparison.Ordinal);
        (await server.Api.SendAsync(HttpMethod.Put, path, first, ifNoneMatch: "*")).ExpectProblem(HttpStatusCode.PreconditionFailed);
        ApiReply changed = (await server.Api.SendAsync(HttpMethod.Put, path, second, ifMatch: created.ETag)).Expect(HttpStatusCode.OK);
        Assert.NotEqual(created.ETag, changed.ETag);
        (await server.Api.SendAsync(HttpMethod.Put, path, first, ifMatch: created.ETag)).ExpectProblem(HttpStatusCode.PreconditionFailed);
        (await server.Api.SendAsync(HttpMethod.Delete, path, ifMatch: created.ETag)).ExpectProblem(HttpStatusCode.PreconditionFailed);
        (await server.Api.SendAsync(HttpMethod.Delete, path, ifMatch: changed.ETag)).Expect(HttpStatusCode.NoContent);
        (await server.Api.GetAsync(path)).ExpectProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task MistakesAreNamedByJsonPath()
    {
        string zone = WaypostServer.Unique("mistakes") + ".example";
        (await server.Api.PostAsync("/v1/zones", $$"""{"name": "{{zone}}"}""")).Expect(HttpStatusCode.Created);
        await AssertNamesAsync($"/v1/zones/{zone}/rrsets/www/A", """{"records": ["192.0.2.1", "not an address"]}""", "$.records[1]");
        await AssertNamesAsync($"/v1/zones/{zone}/rrsets/www/A", """{"ttl": -1, "records": ["192.0.2.1"]}""", "$.ttl");
        await AssertNamesAsync($"/v1/zones/{zone}/rrsets/www/A", """{"records": []}""", "$.records");
        await AssertNamesAsync("/v1/aliases/named", """{"targets": ["ann", "not an address @"]}""", "$.targets[1]");
        await AssertNamesAsync("/v1/access-entries/From%3Aspam%40example.net", """{"value": "PERHAPS"}""", "$.value");
        (await server.Api.PostAsync("/v1/zones", $$"""{"name": "{{zone}}"}""")).ExpectProblem(HttpStatusCode.Conflict);
        (await server.Api.PostAsync("/v1/zones", """{"name": """)).ExpectProblem(HttpStatusCode.BadRequest);
        (await server.Api.PostAsync("/v1/zones", """{"name": "x.example", "nmae": 1}""")).ExpectProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ListsComeInPages()
    {
        List<string> names = [.. Enumerable.Range(0, 5).Select(_ => WaypostServer.Unique("page"))];
        foreach (string name in names)
        {
            (await server.Api.PutAsync($"/v1/aliases/{name}", """{"targets": ["bob@example.org"]}""")).Expect(HttpStatusCode.Created);
        }

        List<string> seen = [];
        string? cursor = null;
        do
        {
            JsonElement page = (await server.Api.GetAsync($"/v1/aliases?limit=2{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}")).Expect(HttpStatusCode.OK).Json;
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 0, 2);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            cursor = page.TryGetProperty("next", out JsonElement next) ? next.GetString() : null;
        }
        while (cursor is not null);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Subset(seen.ToHashSet(), names.ToHashSet());
    }

    private async Task AssertNamesAsync(string path, string json, string jsonPath)
    {
        ApiReply reply = (await server.Api.PutAsync(path, json)).ExpectProblem(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(jsonPath, reply.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }
}
