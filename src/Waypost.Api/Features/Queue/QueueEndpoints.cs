using System.Globalization;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Api.Features.Queue;

/// <summary>The mail queue: what mailq shows, and flush, hold, release and delete.</summary>
public static class QueueEndpoints
{
    public static void MapQueue(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Queue");
        group.MapGet("/queue", ListAsync).Describe("listQueue", "Lists queued messages, oldest first.").Produces<Page<QueueMessage>>();
        group.MapPost("/queue:flush", async (IMessageQueue queue, CancellationToken cancellationToken) =>
                Results.Ok(new QueueFlushResult(await queue.FlushAsync(null, cancellationToken))))
            .Describe("flushQueue", "Makes every queued recipient due now.").Produces<QueueFlushResult>();
        group.MapGet("/queue/{id}", GetAsync).Describe("getQueueMessage", "Reads one queued message.", 404).Produces<QueueMessage>().Produces(304);
        group.MapDelete("/queue/{id}", DeleteAsync)
            .Describe("deleteQueueMessage", "Deletes a message from the queue without a delivery status notification.", 404, 412).Produces(204);
        group.MapPost("/queue/{id}:flush", FlushAsync)
            .Describe("flushQueueMessage", "Makes the queued recipients of a message due now.", 404).Produces<QueueFlushResult>();
        group.MapPost("/queue/{id}:hold", (string id, IMessageQueue queue, HttpContext context, CancellationToken cancellationToken) =>
                ChangeAsync(id, queue, queue.HoldAsync, context, cancellationToken))
            .Describe("holdQueueMessage", "Holds a message: no delivery attempt until it is released.", 404).Produces<QueueMessage>();
        group.MapPost("/queue/{id}:release", (string id, IMessageQueue queue, HttpContext context, CancellationToken cancellationToken) =>
                ChangeAsync(id, queue, queue.ReleaseAsync, context, cancellationToken))
            .Describe("releaseQueueMessage", "Releases a held message; it is due at once.", 404).Produces<QueueMessage>();
    }

    private static async Task<IResult> ListAsync(Paging paging, IMessageQueue queue, CancellationToken cancellationToken)
    {
        var after = 0L;
        if (paging.After is { } cursor && !TryParseId(cursor, out after))
        {
            return Problems.Malformed("The parameter cursor must be the \"next\" of an earlier page.");
        }

        var rows = await queue.ListAsync(after, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(rows, ToItem, row => row.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> GetAsync(string id, IMessageQueue queue, HttpContext context, CancellationToken cancellationToken) =>
        await FindAsync(id, queue, cancellationToken) is { } stored ? stored.ToResult(context) : Missing(id);

    private static async Task<IResult> DeleteAsync(string id, WriteConditions conditions, IMessageQueue queue, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, queue, cancellationToken) is not { } stored)
        {
            return Missing(id);
        }

        if (!conditions.Allow(stored.ETag))
        {
            return Problems.PreconditionFailed();
        }

        return TryParseId(id, out var number) && await queue.DeleteAsync(number, cancellationToken) ? Results.NoContent() : Missing(id);
    }

    private static async Task<IResult> FlushAsync(string id, IMessageQueue queue, CancellationToken cancellationToken) =>
        TryParseId(id, out var number) && await queue.FindAsync(number, cancellationToken) is not null
            ? Results.Ok(new QueueFlushResult(await queue.FlushAsync(number, cancellationToken)))
            : Missing(id);

    private static async Task<IResult> ChangeAsync(
        string id, IMessageQueue queue, Func<long, CancellationToken, Task<bool>> change, HttpContext context, CancellationToken cancellationToken) =>
        TryParseId(id, out var number) && await change(number, cancellationToken) && await FindAsync(id, queue, cancellationToken) is { } stored
            ? stored.ToResult(context)
            : Missing(id);

    private static async Task<Stored<QueueMessage>?> FindAsync(string id, IMessageQueue queue, CancellationToken cancellationToken) =>
        TryParseId(id, out var number) && await queue.FindAsync(number, cancellationToken) is { } message
            ? new(ToItem(message), EntityTags.Of(ToItem(message)))
            : null;

    private static bool TryParseId(string id, out long number) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static IResult Missing(string id) => Problems.NotFound("queued message", id);

    private static QueueMessage ToItem(QueuedMessage message) => new(
        message.Id.ToString(CultureInfo.InvariantCulture),
        message.ReversePath,
        message.Size,
        message.AcceptedAt,
        [.. message.Recipients.Select(r => new QueueMessageRecipient(
            r.RemoteAddress ?? r.Address, r.State.ToString().ToLowerInvariant(), r.Attempts, r.Reason, r.NextAttempt))]);
}
