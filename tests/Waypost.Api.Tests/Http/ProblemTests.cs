using System.Net;

namespace Waypost.Api.Tests.Http;

public sealed class ProblemTests(ApiHost host)
{
    [Theory]
    [InlineData("{\"targets\":[", "$.targets[0]")]
    [InlineData("not json", "$")]
    [InlineData("{\"targets\":[\"ann\"],\"taget\":1}", "$.taget")]
    [InlineData("{\"targets\":\"ann\"}", "$.targets")]
    [InlineData("{\"targets\":[\"ann\",7]}", "$.targets[1]")]
    [InlineData("{\"targets\":null}", "$.targets")]
    [InlineData("{}", "$.targets")]
    [InlineData("[]", "$")]
    public async Task AJsonBodyThatCannotBeReadIs400AtItsPath(string body, string path) =>
        await (await host.Admin.PutTextAsync("/v1/aliases/malformed", body)).ProblemAtAsync(HttpStatusCode.BadRequest, path);

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"targets\":[\"ann\"],\"targets\":[\"bob\"]}")]
    public async Task AnEmptyOrAmbiguousBodyIs400(string body) =>
        await (await host.Admin.PutTextAsync("/v1/aliases/malformed", body)).ProblemAsync(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/v1/nowhere")]
    [InlineData("/v1/zones/example.com/nowhere")]
    public async Task AnUnknownPathIs404(string path) => await (await host.Admin.GetJsonAsync(path)).ProblemAsync(HttpStatusCode.NotFound);

    [Fact]
    public async Task AMethodThatAPathDoesNotHaveIs405WithAllow()
    {
        var response = await host.Admin.CallAsync(HttpMethod.Patch, "/v1/aliases/x", "{}");
        await response.ProblemAsync(HttpStatusCode.MethodNotAllowed);
        Assert.Contains("PUT", response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("PUT", "/v1/aliases/x", "text/plain")]
    [InlineData("POST", "/v1/zones", "application/xml")]
    [InlineData("PUT", "/v1/zones/example.com/file", "application/json")]
    public async Task AnotherMediaTypeIs415(string method, string path, string mediaType) =>
        await (await host.Admin.CallAsync(new(method), path, "{}", mediaType: mediaType)).ProblemAsync(HttpStatusCode.UnsupportedMediaType);

    [Theory]
    [InlineData("POST", "/v1/zones?name=large.example", "text/dns")]
    [InlineData("PUT", "/v1/aliases/large", "application/json")]
    public async Task ABodyThatIsTooLargeIs413(string method, string path, string mediaType)
    {
        var body = new string(' ', 2 * 1024 * 1024);
        await (await host.Admin.CallAsync(new(method), path, body, mediaType: mediaType)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=many")]
    [InlineData("cursor=***")]
    public async Task AListParameterThatCannotBeReadIs400(string query) =>
        await (await host.Admin.GetJsonAsync("/v1/aliases?" + query)).ProblemAsync(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("no-quotes")]
    [InlineData("\"one\", \"two\"")]
    public async Task AnIfMatchThatCannotBeReadIs400(string ifMatch) =>
        await (await host.Admin.RemoveAsync("/v1/aliases/x", ifMatch)).ProblemAsync(HttpStatusCode.BadRequest);
}
