using System.Globalization;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Queue;

namespace Waypost.Api.Features.Queue;

/// <summary>What has become of messages, whether they are in the queue or have left it.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Messages");
        group.MapGet("/messages", ListAsync)
            .Describe("listMessages", "Lists accepted messages, newest first, for some days after they have left the queue.").Produces<Page<Message>>();
        group.MapGet("/messages/{id}", GetAsync)
            .Describe("getMessage", "Reads one message by its id or by the id in its Received field.", 404).Produces<Message>();
        group.MapGet("/messages/{id}/events", ReadEventsAsync)
            .Describe("listMessageEvents", "Lists every step of every recipient of a message, in order.", 404).Produces<Page<MessageStep>>();
    }

    private static async Task<IResult> ListAsync(Paging paging, string? sender, string? recipient, DateTimeOffset? since, IMessageTrace trace, CancellationToken cancellationToken)
    {
        long? before = null;
        if (paging.After is { } cursor)
        {
            if (!QueueEndpoints.TryParseId(cursor, out var id))
            {
                return Problems.Malformed("The parameter cursor must be the \"next\" of an earlier page.");
            }

            before = id;
        }

        var rows = await trace.ListAsync(new TraceFilter(sender, recipient, since), before, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(rows, ToItem, row => row.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> GetAsync(string id, IMessageTrace trace, CancellationToken cancellationToken) =>
        await trace.FindAsync(id, cancellationToken) is { } found ? Results.Ok(ToItem(found)) : Problems.NotFound("message", id);

    private static async Task<IResult> ReadEventsAsync(string id, Paging paging, IMessageTrace trace, CancellationToken cancellationToken)
    {
        var after = 0L;
        if (paging.After is { } cursor && !QueueEndpoints.TryParseId(cursor, out after))
        {
            return Problems.Malformed("The parameter cursor must be the \"next\" of an earlier page.");
        }

        if (await trace.FindAsync(id, cancellationToken) is not { } found)
        {
            return Problems.NotFound("message", id);
        }

        var rows = await trace.ReadEventsAsync(found.Id, after, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(rows, row => new MessageStep(Name(row.Kind), row.Recipient, row.At, row.Host, row.Detail), row => row.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static string Name(MessageEventKind kind) => kind == MessageEventKind.DelayWarned ? "delay-warned" : kind.ToString().ToLowerInvariant();

    private static Message ToItem(TracedMessage message) =>
        new(message.Id.ToString(CultureInfo.InvariantCulture), message.TraceId, message.ReversePath, message.Size, message.AcceptedAt, message.Recipients);
}
