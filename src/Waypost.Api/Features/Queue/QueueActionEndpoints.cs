using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Queue;

namespace Waypost.Api.Features.Queue;

/// <summary>What operators do to queued mail, to one message or to what a filter takes.</summary>
internal static class QueueActionEndpoints
{
    private static readonly (QueueAction Action, string Verb, string What)[] Actions =
    [
        (QueueAction.Hold, "hold", "Holds: no delivery attempt until released."),
        (QueueAction.Release, "release", "Releases what is held; it is due at once."),
        (QueueAction.Flush, "flush", "Makes queued recipients due now."),
        (QueueAction.Requeue, "requeue", "Begins anew: due now, no attempt counted, the lifetime from now on."),
        (QueueAction.Expire, "expire", "Makes the next attempt the last: due now, and returned to the sender when it fails."),
        (QueueAction.Bounce, "bounce", "Returns to the sender, with a delivery status notification, without another attempt."),
    ];

    public static void MapQueueActions(this IEndpointRouteBuilder group)
    {
        foreach (var (action, verb, what) in Actions)
        {
            MapFiltered(group, action, verb, what);
            group.MapPost("/queue/{id}:" + verb, (string id, IMessageQueue queue, HttpContext context, CancellationToken cancellationToken) =>
                    ActAsync(action, id, queue, context, cancellationToken))
                .Describe(verb + "QueueMessage", what, 404).Produces<QueueMessage>();
        }

        MapFiltered(group, QueueAction.Delete, "delete", "Removes from the queue; nobody is told.");
    }

    private static void MapFiltered(IEndpointRouteBuilder group, QueueAction action, string verb, string what) =>
        group.MapPost("/queue:" + verb, (
                [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] QueueActionRequest? body, IMessageQueue queue, TimeProvider time, CancellationToken cancellationToken) =>
                ActAsync(action, body, queue, time, cancellationToken))
            .Describe(verb + "Queue", what + " For every recipient that the filter takes.", 413, 415, 422).Produces<QueueActionSummary>();

    private static async Task<IResult> ActAsync(QueueAction action, QueueActionRequest? body, IMessageQueue queue, TimeProvider time, CancellationToken cancellationToken)
    {
        List<FieldError> errors = [];
        var filter = QueueFilters.Read(body ?? new(), "$.", time.GetUtcNow(), errors);

        // A flush of everything harms nobody; whoever means everything otherwise has to say so.
        if (filter == QueueFilter.All && action != QueueAction.Flush && body?.All != true)
        {
            errors.Add(new("$", "give a filter, or \"all\": true for the whole queue"));
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var result = await queue.ActAsync(action, filter, cancellationToken);
        return Results.Ok(new QueueActionSummary(result.Messages, result.Recipients));
    }

    private static async Task<IResult> ActAsync(QueueAction action, string id, IMessageQueue queue, HttpContext context, CancellationToken cancellationToken)
    {
        if (!QueueEndpoints.TryParseId(id, out var number) || await QueueEndpoints.FindAsync(id, queue, cancellationToken) is not { } before)
        {
            return QueueEndpoints.Missing(id);
        }

        await queue.ActAsync(action, QueueFilter.Of(number), cancellationToken);
        // A message that a flush let out of the queue at once is answered as it was.
        return (await QueueEndpoints.FindAsync(id, queue, cancellationToken) ?? before).ToResult(context);
    }
}
