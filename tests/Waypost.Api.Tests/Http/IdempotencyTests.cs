using System.Net;
using System.Text;

namespace Waypost.Api.Tests.Http;

public class IdempotencyTests(ApiHost host)
{
    [Fact]
    public async Task APostIsDoneOnceAndItsAnswerGivenAgain()
    {
        var (key, zone) = (Guid.NewGuid().ToString(), $"i{Guid.NewGuid():N}.example");
        var first = await PostAsync(key, $$"""{ "name": "{{zone}}" }""");
        var second = await PostAsync(key, $$"""{ "name": "{{zone}}" }""");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
        Assert.Equal((first.Headers.Location, first.Tag()), (second.Headers.Location, second.Tag()));
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task AnotherRequestUnderTheSameKeyIsRefused()
    {
        var key = Guid.NewGuid().ToString();
        await PostAsync(key, $$"""{ "name": "i{{Guid.NewGuid():N}}.example" }""");
        await (await PostAsync(key, $$"""{ "name": "i{{Guid.NewGuid():N}}.example" }""")).ProblemAtAsync(HttpStatusCode.UnprocessableEntity, "Idempotency-Key");
    }

    [Fact]
    public async Task TheSameKeyOfAnotherClientIsAnotherKey()
    {
        var (key, zone) = (Guid.NewGuid().ToString(), $"i{Guid.NewGuid():N}.example");
        await PostAsync(key, $$"""{ "name": "{{zone}}" }""");
        await (await PostAsync(key, $$"""{ "name": "{{zone}}" }""", host.Writer)).ProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task ARefusalIsGivenAgainToo()
    {
        var key = Guid.NewGuid().ToString();
        await (await PostAsync(key, """{ "name": "" }""")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        var again = await PostAsync(key, """{ "name": "" }""");
        await again.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    private async Task<HttpResponseMessage> PostAsync(string key, string body, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/zones") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return await (client ?? host.Admin).SendAsync(request, TestContext.Current.CancellationToken);
    }
}
