using System.Net;

namespace Waypost.Api.Tests.Features;

public sealed class TsigKeyTests(ApiHost host)
{
    [Fact]
    public async Task ASecretIsMadeOnDemandAndShownOnce()
    {
        var created = await (await host.Writer.PutTextAsync("/v1/tsig-keys/made-key", "{}")).OkAsync(HttpStatusCode.Created);
        Assert.Equal("hmac-sha256", created.GetProperty("algorithm").GetString());
        Assert.Equal(32, Convert.FromBase64String(created.GetProperty("secret").GetString()!).Length);

        var read = await (await host.Writer.GetJsonAsync("/v1/tsig-keys/made-key")).OkAsync();
        Assert.False(read.TryGetProperty("secret", out _));
        var again = await host.Writer.PutTextAsync("/v1/tsig-keys/made-key", "{}");
        Assert.False((await again.OkAsync()).TryGetProperty("secret", out _));
        Assert.DoesNotContain("secret", await (await host.Writer.GetJsonAsync("/v1/tsig-keys?limit=1000")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyIsKeyedByItsNameWithoutCaseAndDot()
    {
        const string Body = """{"algorithm":"HMAC-SHA512-256.","secret":"c2VjcmV0"}""";
        var created = await (await host.Writer.PutTextAsync("/v1/tsig-keys/Dotted.Key.", Body)).OkAsync(HttpStatusCode.Created);
        Assert.Equal("Dotted.Key", created.GetProperty("name").GetString());
        Assert.Equal("hmac-sha512-256", created.GetProperty("algorithm").GetString());

        var same = await host.Writer.PutTextAsync("/v1/tsig-keys/dotted.key", Body);
        await same.OkAsync();
        await (await host.Writer.RemoveAsync("/v1/tsig-keys/dotted.KEY.", "\"0000\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Writer.RemoveAsync("/v1/tsig-keys/dotted.KEY.", same.Tag())).StatusCode);
        await (await host.Writer.GetJsonAsync("/v1/tsig-keys/dotted.key")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"algorithm":"hmac-sha3"}""", "$.algorithm")]
    [InlineData("""{"algorithm":"hmac-md5"}""", "$.algorithm")]
    [InlineData("""{"secret":"not base64!"}""", "$.secret")]
    [InlineData("""{"secret":""}""", "$.secret")]
    public async Task WhatCannotBeAKeyIsRefused(string body, string path) =>
        await (await host.Writer.PutTextAsync("/v1/tsig-keys/bad", body)).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, path);

    [Fact]
    public async Task TheRefusalOfAnOldAlgorithmNamesTheSetting() =>
        Assert.Contains("Dns:AcceptLegacyTsig", await (await host.Writer.PutTextAsync("/v1/tsig-keys/old", """{"algorithm":"hmac-sha1"}""")).TextAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task AnotherAlgorithmNeedsAnotherSecret()
    {
        await (await host.Writer.PutTextAsync("/v1/tsig-keys/moving", "{}")).OkAsync(HttpStatusCode.Created);
        await (await host.Writer.PutTextAsync("/v1/tsig-keys/moving", """{"algorithm":"hmac-sha512"}""")).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "$.secret");
        var moved = await (await host.Writer.PutTextAsync("/v1/tsig-keys/moving", """{"algorithm":"hmac-sha512","secret":"c2VjcmV0"}""")).OkAsync();
        Assert.Equal("hmac-sha512", moved.GetProperty("algorithm").GetString());
    }

    [Fact]
    public async Task AKeyOfScopeReadCannotMakeOne() =>
        await (await host.Reader.PutTextAsync("/v1/tsig-keys/forbidden", "{}")).ProblemAsync(HttpStatusCode.Forbidden);
}
