using System.Net;

namespace Waypost.Client.Tests;

public sealed class WaypostClientTests
{
    private static readonly Uri Endpoint = new("http://waypost.test/prefix");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutSendsTheBodyTheKeyAndThePreconditionAndReturnsTheTag()
    {
        var handler = new RecordingHandler(RecordingHandler.Json(HttpStatusCode.Created, """{"owner":"@","type":"TXT","ttl":300,"records":["\"x\""],"added":"later"}""", "\"7\""));
        using var client = WaypostClient.Create(Endpoint, "key", handler);

        var stored = await client.Rrsets.PutAsync("example.com", "@", "TXT", new RrsetPut(["\"x\""], 300), Precondition.Matches("\"6\""), Token);

        var (request, body) = Assert.Single(handler.Sent);
        Assert.Equal("http://waypost.test/prefix/v1/zones/example.com/rrsets/%40/TXT", request.RequestUri!.AbsoluteUri);
        Assert.Equal("Bearer key", request.Headers.Authorization!.ToString());
        Assert.Equal("\"6\"", request.Headers.IfMatch.ToString());
        Assert.Equal("""{"records":["\u0022x\u0022"],"ttl":300}""", body);
        Assert.Equal("\"7\"", stored.ETag);
        Assert.Equal(300, stored.Value.Ttl);
    }

    [Fact]
    public async Task ASlashInAKeyStaysInsideItsSegment()
    {
        var handler = new RecordingHandler(RecordingHandler.Json(HttpStatusCode.OK, """{"key":"Connect:2001:db8::/32","value":"REJECT"}"""));
        using var client = WaypostClient.Create(Endpoint, null, handler);

        await client.AccessEntries.PutAsync("Connect:2001:db8::/32", new AccessEntryPut("REJECT"), Precondition.Absent, Token);

        Assert.Equal("/prefix/v1/access-entries/Connect%3A2001%3Adb8%3A%3A%2F32", handler.Sent[0].Request.RequestUri!.AbsolutePath);
        Assert.Equal("*", handler.Sent[0].Request.Headers.IfNoneMatch.ToString());
    }

    [Fact]
    public async Task EveryPageIsFetchedOnceAndInOrder()
    {
        var handler = new RecordingHandler(
            RecordingHandler.Json(HttpStatusCode.OK, """{"items":[{"name":"a","targets":["x"]}],"next":"c/1"}"""),
            RecordingHandler.Json(HttpStatusCode.OK, """{"items":[{"name":"b","targets":["y"]}]}"""));
        using var client = WaypostClient.Create(Endpoint, null, handler);

        var names = new List<string>();
        await foreach (var alias in client.Aliases.ListAsync(Token))
        {
            names.Add(alias.Name);
        }

        Assert.Equal(["a", "b"], names);
        Assert.Equal("?cursor=c%2F1", handler.Sent[1].Request.RequestUri!.Query);
    }

    [Fact]
    public async Task AProblemDocumentIsThrownWithItsStatusAndPaths()
    {
        var handler = new RecordingHandler(RecordingHandler.Json(HttpStatusCode.UnprocessableEntity, """{"type":"/problems/validation","title":"Invalid","status":422,"errors":{"$.targets[0]":["bad"]},"traceId":"1"}""", type: "application/problem+json"));
        using var client = WaypostClient.Create(Endpoint, null, handler);

        var error = await Assert.ThrowsAsync<WaypostApiException>(() => client.Aliases.PutAsync("a", new AliasPut(["|x"]), Precondition.None, Token));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, error.Status);
        Assert.Equal(["bad"], error.Errors["$.targets[0]"]);
        Assert.Contains("$.targets[0]: bad", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>", "text/html")]
    [InlineData("{", "application/problem+json")]
    public async Task AnErrorWithoutAProblemDocumentKeepsItsStatus(string body, string type)
    {
        var handler = new RecordingHandler(RecordingHandler.Json(HttpStatusCode.BadGateway, body, type: type));
        using var client = WaypostClient.Create(Endpoint, null, handler);

        var error = await Assert.ThrowsAsync<WaypostApiException>(() => client.Zones.GetAsync("example.com", Token));

        Assert.Equal(HttpStatusCode.BadGateway, error.Status);
        Assert.Null(error.Problem);
    }

    [Fact]
    public async Task FindIsNullOnlyForNotFound()
    {
        var handler = new RecordingHandler(new HttpResponseMessage(HttpStatusCode.NotFound), new HttpResponseMessage(HttpStatusCode.Forbidden));
        using var client = WaypostClient.Create(Endpoint, null, handler);

        Assert.Null(await client.Zones.FindAsync("example.com", Token));
        await Assert.ThrowsAsync<WaypostApiException>(() => client.Zones.FindAsync("example.com", Token));
    }

    [Fact]
    public async Task ASuccessThatIsNotTheExpectedJsonIsAFailedRequest()
    {
        var handler = new RecordingHandler(RecordingHandler.Json(HttpStatusCode.OK, "<html>", type: "text/html"));
        using var client = WaypostClient.Create(Endpoint, null, handler);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.Zones.GetAsync("example.com", Token));
    }

    [Fact]
    public async Task AZoneIsCreatedFromAMasterFileAndReadBack()
    {
        var handler = new RecordingHandler(
            RecordingHandler.Json(HttpStatusCode.Created, """{"name":"example.com","kind":"primary","serial":1,"recordCount":2,"createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}"""),
            RecordingHandler.Json(HttpStatusCode.OK, "$ORIGIN example.com.\n", type: "text/dns"));
        using var client = WaypostClient.Create(Endpoint, null, handler);

        await client.Zones.CreateFromFileAsync("example.com", "@ SOA", Token);
        Assert.Equal("$ORIGIN example.com.\n", await client.Zones.ReadFileAsync("example.com", Token));

        Assert.Equal("?name=example.com", handler.Sent[0].Request.RequestUri!.Query);
        Assert.Equal("text/dns", handler.Sent[0].Request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal("@ SOA", handler.Sent[0].Body);
    }

    [Fact]
    public async Task APreconditionThatItExistsIsAnyTag()
    {
        var handler = new RecordingHandler(RecordingHandler.Json(HttpStatusCode.OK, """{"name":"ann","createdAt":"2026-01-01T00:00:00Z"}"""));
        using var client = WaypostClient.Create(Endpoint, null, handler);

        await client.Accounts.PutAsync("ann", new AccountPut("secret"), Precondition.Exists, Token);

        Assert.Equal("*", handler.Sent[0].Request.Headers.IfMatch.ToString());
    }

    [Fact]
    public async Task QueueVerbsArePosted()
    {
        var handler = new RecordingHandler(new HttpResponseMessage(HttpStatusCode.NoContent), RecordingHandler.Json(HttpStatusCode.OK, """{"recipients":3}"""));
        using var client = WaypostClient.Create(Endpoint, null, handler);

        await client.Queue.HoldAsync("q1", Token);
        Assert.Equal(3, (await client.Queue.FlushAllAsync(Token)).Recipients);

        Assert.Equal("/prefix/v1/queue/q1:hold", handler.Sent[0].Request.RequestUri!.AbsolutePath);
        Assert.Equal(HttpMethod.Post, handler.Sent[1].Request.Method);
    }
}
