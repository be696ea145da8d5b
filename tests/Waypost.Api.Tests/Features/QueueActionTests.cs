using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Waypost.Mail.Queue;

namespace Waypost.Api.Tests.Features;

public sealed class QueueActionTests(ApiHost host)
{
    [Fact]
    public async Task ActionsTakeAFilter()
    {
        var first = await EnqueueAsync("a@filter.example", "one@[127.0.0.1]");
        var second = await EnqueueAsync("b@filter.example", "two@[127.0.0.1]");
        var other = await EnqueueAsync("c@other.example", "one@[127.0.0.1]");
        var held = await (await host.Admin.PostTextAsync("/v1/queue:hold", """{"sender": "@filter.example"}""")).OkAsync();
        Assert.Equal((2, 2), (held.GetProperty("messages").GetInt32(), held.GetProperty("recipients").GetInt32()));
        Assert.Equal([first, second], await ListAsync("state=held&sender=@filter.example"));
        Assert.Equal([second], await ListAsync("recipient=TWO@[127.0.0.1]"));
        var deleted = await (await host.Admin.PostTextAsync("/v1/queue:delete", """{"sender": "A@filter.example"}""")).OkAsync();
        Assert.Equal(1, deleted.GetProperty("messages").GetInt32());
        Assert.Equal([second], await ListAsync("sender=@filter.example&olderThan=0s"));
        foreach (var id in (string[])[second, other])
        {
            await host.Admin.RemoveAsync("/v1/queue/" + id);
        }
    }

    [Theory]
    [InlineData("/v1/queue:delete", "{}")]
    [InlineData("/v1/queue:hold", "{\"state\": \"lost\"}")]
    [InlineData("/v1/queue:hold", "{\"olderThan\": \"yesterday\"}")]
    public async Task AnActionWithoutAFilterOrWithAWrongOneIsRefused(string path, string body) =>
        await (await host.Admin.PostTextAsync(path, body)).ProblemAsync(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task AReaderMayNotAct() =>
        await (await host.Reader.PostTextAsync("/v1/queue:hold", """{"all": true}""")).ProblemAsync(HttpStatusCode.Forbidden);

    [Fact]
    public async Task APriorityIsChanged()
    {
        var id = await EnqueueAsync("p@filter.example", "prio@[127.0.0.1]");
        var changed = await (await host.Admin.CallAsync(HttpMethod.Patch, "/v1/queue/" + id, """{"priority": 7}""")).OkAsync();
        Assert.Equal(7, changed.GetProperty("priority").GetInt32());
        await (await host.Admin.CallAsync(HttpMethod.Patch, "/v1/queue/" + id, """{"priority": 10}""")).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        await host.Admin.RemoveAsync("/v1/queue/" + id);
    }

    [Fact]
    public async Task WhatBecameOfAMessageIsToldAfterItHasLeftTheQueue()
    {
        var id = await EnqueueAsync("t@filter.example", "traced@[127.0.0.1]", "trace-of-test");
        await host.Admin.PostTextAsync($"/v1/queue/{id}:hold", null);
        await host.Admin.RemoveAsync("/v1/queue/" + id);
        var message = await (await host.Reader.GetJsonAsync("/v1/messages/trace-of-test")).OkAsync();
        Assert.Equal((id, "t@filter.example"), (message.GetProperty("id").GetString(), message.GetProperty("reversePath").GetString()));
        var page = await (await host.Reader.GetJsonAsync($"/v1/messages/{id}/events?limit=1")).OkAsync();
        Assert.Equal("accepted", page.GetProperty("items")[0].GetProperty("event").GetString());
        var rest = await (await host.Reader.GetJsonAsync($"/v1/messages/{id}/events?cursor={page.GetProperty("next").GetString()}")).OkAsync();
        var events = rest.GetProperty("items").EnumerateArray().Select(step => step.GetProperty("event").GetString()).ToList();
        Assert.Contains("held", events);
        Assert.Contains("deleted", events);
        var list = await (await host.Reader.GetJsonAsync("/v1/messages?sender=T@filter.example&recipient=traced@[127.0.0.1]&since=2026-01-01T00:00:00Z")).OkAsync();
        Assert.Equal(id, Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        await (await host.Reader.GetJsonAsync("/v1/messages/no-such-message/events")).ProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<IEnumerable<string>> ListAsync(string query) =>
        (await (await host.Reader.GetJsonAsync("/v1/queue?" + query)).OkAsync()).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!);

    private async Task<string> EnqueueAsync(string sender, string recipient, string? traceId = null)
    {
        var queue = host.Services.GetRequiredService<IMessageQueue>();
        var message = new AcceptedMessage(sender, [new(recipient, null, recipient)], Encoding.ASCII.GetBytes("Subject: test\r\n\r\ntest\r\n")) { TraceId = traceId };
        return (await queue.EnqueueAsync(message, TestContext.Current.CancellationToken)).ToString(CultureInfo.InvariantCulture);
    }
}
