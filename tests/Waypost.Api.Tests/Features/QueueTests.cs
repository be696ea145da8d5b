using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Waypost.Mail.Queue;

namespace Waypost.Api.Tests.Features;

public sealed class QueueTests(ApiHost host)
{
    [Fact]
    public async Task AMessageIsHeldReleasedFlushedAndDeleted()
    {
        var id = await EnqueueAsync("queue-one@[127.0.0.1]");
        var held = await (await host.Admin.PostTextAsync($"/v1/queue/{id}:hold", null)).OkAsync();
        Assert.Equal("held", held.GetProperty("recipients")[0].GetProperty("state").GetString());

        var read = await host.Reader.GetJsonAsync("/v1/queue/" + id);
        Assert.Equal("queue-one@[127.0.0.1]", (await read.OkAsync()).GetProperty("recipients")[0].GetProperty("address").GetString());
        // An attempt that was under way when the message was held still ends, and its reason changes the ETag once.
        await UntilNotModifiedAsync("/v1/queue/" + id);
        await (await host.Admin.RemoveAsync("/v1/queue/" + id, "\"0000\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);

        await (await host.Admin.PostTextAsync($"/v1/queue/{id}:release", null)).OkAsync();
        await (await host.Admin.PostTextAsync($"/v1/queue/{id}:flush", null)).OkAsync();
        await (await host.Admin.PostTextAsync("/v1/queue:flush", null)).OkAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.RemoveAsync("/v1/queue/" + id)).StatusCode);
        await (await host.Admin.GetJsonAsync("/v1/queue/" + id)).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task TheQueueIsListedInPages()
    {
        var ids = new[] { await EnqueueAsync("page-one@[127.0.0.1]"), await EnqueueAsync("page-two@[127.0.0.1]"), await EnqueueAsync("page-three@[127.0.0.1]") };
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await (await host.Reader.GetJsonAsync("/v1/queue?limit=1" + (cursor is null ? "" : "&cursor=" + cursor))).OkAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(ids, seen.Where(ids.Contains));
    }

    [Theory]
    [InlineData("GET", "/v1/queue/999999999")]
    [InlineData("DELETE", "/v1/queue/999999999")]
    [InlineData("GET", "/v1/queue/not-a-number")]
    [InlineData("POST", "/v1/queue/999999999:hold")]
    [InlineData("POST", "/v1/queue/999999999:release")]
    [InlineData("POST", "/v1/queue/999999999:flush")]
    public async Task AMessageThatIsNotThereIs404(string method, string path) =>
        await (await host.Admin.CallAsync(new(method), path)).ProblemAsync(HttpStatusCode.NotFound);

    private async Task UntilNotModifiedAsync(string path)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < deadline;)
        {
            var read = await host.Reader.GetJsonAsync(path);
            if ((await host.Reader.CallAsync(HttpMethod.Get, path, ifNoneMatch: read.Tag())).StatusCode == HttpStatusCode.NotModified)
            {
                return;
            }
        }
        Assert.Fail($"{path} never answered 304.");
    }

    private async Task<string> EnqueueAsync(string recipient)
    {
        var queue = host.Services.GetRequiredService<IMessageQueue>();
        var content = Encoding.ASCII.GetBytes("Subject: test\r\n\r\ntest\r\n");
        var id = await queue.EnqueueAsync(
            new("ann@example.com", [new(recipient, null, recipient)], content), TestContext.Current.CancellationToken);
        return id.ToString(CultureInfo.InvariantCulture);
    }
}
