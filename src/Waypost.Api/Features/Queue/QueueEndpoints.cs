using System.Globalization;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Api.Features.Queue;

/// <summary>The mail queue: what mailq shows, one message and its removal.</summary>
public static class QueueEndpoints
{
    public static void MapQueue(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Queue");
        group.MapGet("/queue", ListAsync).Describe("listQueue", "Lists queued messages, oldest first; with a filter, those with a recipient that it takes.", 422).Produces<Page<QueueMessage>>();
        group.MapGet("/queue/{id}", GetAsync).Describe("getQueueMessage", "Reads one queued message.", 404).Produces<QueueMessage>().Produces(304);
        group.MapDelete("/queue/{id}", DeleteAsync)
            .Describe("deleteQueueMessage", "Deletes a message from the queue without a delivery status notification.", 404, 412).Produces(204);
        group.MapPatch("/queue/{id}", PatchAsync).Validate<QueueMessagePatch>()
            .Describe("updateQueueMessage", "Gives a queued message another priority.", 404, 413, 415, 422).Produces<QueueMessage>();
        group.MapQueueActions();
        v1.MapMessages();
    }

    internal static async Task<Stored<QueueMessage>?> FindAsync(string id, IMessageQueue queue, CancellationToken cancellationToken) =>
        TryParseId(id, out var number) && await queue.FindAsync(number, cancellationToken) is { } message
            ? new(ToItem(message), EntityTags.Of(ToItem(message)))
            : null;

    internal static bool TryParseId(string id, out long number) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    internal static IResult Missing(string id) => Problems.NotFound("queued message", id);

    private static async Task<IResult> ListAsync(
        Paging paging, string? sender, string? recipient, string? domain, string? state, string? olderThan, IMessageQueue queue, TimeProvider time, CancellationToken cancellationToken)
    {
        var after = 0L;
        if (paging.After is { } cursor && !TryParseId(cursor, out after))
        {
            return Problems.Malformed("The parameter cursor must be the \"next\" of an earlier page.");
        }

        List<FieldError> errors = [];
        var filter = QueueFilters.Read(new(sender, recipient, domain, state, olderThan), "", time.GetUtcNow(), errors);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var rows = await queue.ListAsync(filter, after, paging.Limit + 1, cancellationToken);
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

    private static async Task<IResult> PatchAsync(string id, QueueMessagePatch body, IMessageQueue queue, HttpContext context, CancellationToken cancellationToken) =>
        TryParseId(id, out var number) && await queue.SetPriorityAsync(number, body.Priority, cancellationToken) && await FindAsync(id, queue, cancellationToken) is { } stored
            ? stored.ToResult(context)
            : Missing(id);

    private static QueueMessage ToItem(QueuedMessage message) => new(
        message.Id.ToString(CultureInfo.InvariantCulture),
        message.ReversePath,
        message.Size,
        message.AcceptedAt,
        [.. message.Recipients.Select(ToItem)],
        message.TraceId,
        message.Priority,
        message.Quarantine);

    private static QueueMessageRecipient ToItem(QueuedRecipient recipient) => new(
        recipient.RemoteAddress ?? recipient.Address,
        recipient.State.ToString().ToLowerInvariant(),
        recipient.Attempts,
        recipient.Reason,
        recipient.NextAttempt,
        recipient.RemoteAddress is null || string.Equals(recipient.RemoteAddress, recipient.Address, StringComparison.OrdinalIgnoreCase) ? null : recipient.Address);
}
