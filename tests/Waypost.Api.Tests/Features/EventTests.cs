using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Waypost.Api.Tests.Features;

public class EventTests(ApiHost host)
{
    [Fact]
    public async Task ChangesArriveAsTheyHappenAndAClientGoesOnWhereItWas()
    {
        var name = "e" + Guid.NewGuid().ToString("N");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(30));
        await using var events = ReadAsync(null, stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("ready", events.Current.EventType);
        await host.Writer.PutTextAsync($"/v1/aliases/{name}", """{ "targets": ["postmaster"] }""");
        var first = await NextOfAsync(events, name);
        Assert.Equal("key:writer", first.Actor);

        await host.Writer.RemoveAsync($"/v1/aliases/{name}");
        await using var resumed = ReadAsync(first.Id, stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.Equal("deleted", (await NextOfAsync(resumed, name)).Status);
    }

    private static async Task<(string Id, string? Actor, string? Status)> NextOfAsync(IAsyncEnumerator<SseItem<string>> events, string name)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current.EventType != "change" || !events.Current.Data.Contains(name, StringComparison.Ordinal))
            {
                continue;
            }

            using var changeset = JsonDocument.Parse(events.Current.Data);
            return (events.Current.EventId!, changeset.RootElement.GetProperty("actor").GetString(), changeset.RootElement.GetProperty("changes")[0].GetProperty("status").GetString());
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    private async IAsyncEnumerable<SseItem<string>> ReadAsync(string? last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        using var response = await host.Reader.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            yield return item;
        }
    }
}
