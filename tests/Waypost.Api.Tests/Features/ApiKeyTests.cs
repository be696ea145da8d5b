using System.Net;

namespace Waypost.Api.Tests.Features;

public sealed class ApiKeyTests(ApiHost host)
{
    [Theory]
    [InlineData(null)]
    [InlineData("wp_wrong")]
    public async Task WithoutAValidKeyTheAnswerIs401WithAChallenge(string? key)
    {
        using var client = host.Client(key);
        var response = await client.GetJsonAsync("/v1/zones");
        await response.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal(key is not null, response.Headers.WwwAuthenticate.ToString().Contains("invalid_token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AKeyOfScopeReadMayOnlyRead()
    {
        await (await host.Reader.GetJsonAsync("/v1/aliases")).OkAsync();
        await (await host.Reader.PutTextAsync("/v1/aliases/forbidden", """{"targets":["ann"]}""")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await host.Reader.RemoveAsync("/v1/aliases/forbidden")).ProblemAsync(HttpStatusCode.Forbidden);
        await (await host.Reader.PostTextAsync("/v1/queue:flush", null)).ProblemAsync(HttpStatusCode.Forbidden);
        await (await host.Reader.PostTextAsync("/v1/recipients:resolve", """{"address":"nobody@example.net"}""")).OkAsync();
    }

    [Fact]
    public async Task OnlyAdminKeysManageKeys()
    {
        foreach (var client in new[] { host.Reader, host.Writer })
        {
            await (await client.PostTextAsync("/v1/api-keys", """{"name":"more"}""")).ProblemAsync(HttpStatusCode.Forbidden);
            await (await client.GetJsonAsync("/v1/api-keys")).ProblemAsync(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task ANewKeyWorksUntilItIsDeleted()
    {
        var created = await (await host.Admin.PostTextAsync("/v1/api-keys", """{"name":"short-lived","scope":"read"}""")).OkAsync(HttpStatusCode.Created);
        using var client = host.Client(created.GetProperty("key").GetString());
        await (await client.GetJsonAsync("/v1/zones")).OkAsync();

        var list = await (await host.Admin.GetJsonAsync("/v1/api-keys?limit=1000")).OkAsync();
        var item = list.GetProperty("items").EnumerateArray().Single(k => k.GetProperty("name").GetString() == "short-lived");
        Assert.False(item.TryGetProperty("key", out _));
        var path = "/v1/api-keys/" + item.GetProperty("id").GetString();
        var read = await host.Admin.GetJsonAsync(path);
        await read.OkAsync();
        await (await host.Admin.RemoveAsync(path, "\"0000\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync(path, read.Tag())).StatusCode);
        await (await client.GetJsonAsync("/v1/zones")).ProblemAsync(HttpStatusCode.Unauthorized);
        await (await host.Admin.GetJsonAsync(path)).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AnUnknownScopeIsRefused() =>
        await (await host.Admin.PostTextAsync("/v1/api-keys", """{"name":"","scope":"root"}""")).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.name", "$.scope");
}
