using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.Changesets;

namespace Waypost.Api.Features.Changesets;

/// <summary>GET /v1/events: every change as it is recorded, as server-sent events; a client that comes back goes on where it was.</summary>
public static class EventEndpoints
{
    private const string LastEventId = "Last-Event-ID";
    private const int PageSize = 100;

    // Other nodes' changes are looked for so often, and a silent connection is kept open by a line so often.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void MapEvents(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/events", StreamAsync).WithTags("Events")
            .Describe("streamEvents", "Sends every change as it happens, as server-sent events of the type change, each with a changeset in it. Last-Event-ID goes on after an event; without it the stream begins now.")
            .Produces<string>(200, "text/event-stream");

    private static async Task<IResult> StreamAsync(
        HttpContext context, ChangesetRepository changesets, ChangesetReader reader, ChangeSignal signal, IHostApplicationLifetime lifetime, TimeProvider time, CancellationToken cancellationToken)
    {
        var header = context.Request.Headers[LastEventId].ToString();
        if (!long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && header.Length > 0)
        {
            return Problems.Malformed($"{LastEventId} must be the id of an event.");
        }

        if (header.Length == 0)
        {
            last = await changesets.FindLastAsync(cancellationToken);
        }

        return TypedResults.ServerSentEvents(ReadAsync(last, changesets, reader, signal, lifetime, time, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        long last, ChangesetRepository changesets, ChangesetReader reader, ChangeSignal signal, IHostApplicationLifetime lifetime, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The server does not wait for streams when it stops.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        yield return new SseItem<string>("", "ready") { EventId = last.ToString(CultureInfo.InvariantCulture) };
        var spoken = time.GetUtcNow();
        while (!stopping.IsCancellationRequested)
        {
            var next = signal.Next;
            var rows = await changesets.ListAfterAsync(last, PageSize, CancellationToken.None);
            foreach (var row in rows)
            {
                last = row.Id;
                var changeset = await reader.ReadAsync(row, CancellationToken.None);
                yield return new SseItem<string>(JsonSerializer.Serialize(changeset, WaypostJsonContext.Default.Changeset), "change") { EventId = last.ToString(CultureInfo.InvariantCulture) };
            }

            if (rows.Count > 0)
            {
                spoken = time.GetUtcNow();
                continue;
            }

            if (time.GetUtcNow() - spoken > KeepAlive)
            {
                spoken = time.GetUtcNow();
                yield return new SseItem<string>("", "alive") { EventId = last.ToString(CultureInfo.InvariantCulture) };
            }

            await Task.WhenAny(next, Task.Delay(PollInterval, time, stopping.Token));
        }
    }
}
