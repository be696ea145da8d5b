using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;
using Waypost.Mail.Routing;
using Waypost.Server.Connections;

namespace Waypost.Server.Delivery;

/// <summary>Makes one attempt at one leased recipient and ends the lease with what came of it.</summary>
public sealed partial class RecipientDelivery(
    IMessageQueue queue,
    LocalDelivery local,
    RemoteDelivery remote,
    FailureNotice notice,
    MailMetrics metrics,
    IOptions<DeliveryOptions> options,
    TimeProvider time,
    ILogger<RecipientDelivery> logger)
{
    internal async Task RunAsync(LeasedRecipient leased, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        bool isLocal = leased.Recipient.Account is not null;
        DeliveryResult result = await AttemptAsync(leased, cancellationToken);
        metrics.Delivery(isLocal, result.Kind switch { DeliveryKind.Delivered => "delivered", DeliveryKind.Transient => "deferred", _ => "failed" }, time.GetElapsedTime(start));
        string detail = result.Reason.Length > 0 ? result.Reason : result.RemoteHost ?? "to the mailbox";
        LogAttempt(logger, leased.MessageId, leased.Recipient.Address, result.Kind, detail);
        if (isLocal && result.Kind == DeliveryKind.Delivered)
        {
            return; // DeliverLocallyAsync has ended the recipient in its own transaction.
        }

        DateTimeOffset? next = null;
        if (result.Kind == DeliveryKind.Transient)
        {
            var schedule = new RetrySchedule(options.Value.EffectiveRetryDelays, options.Value.Lifetime);
            next = schedule.Next(leased.Attempts, leased.AcceptedAt, time.GetUtcNow());
            if (next is null)
            {
                result = DeliveryResult.Permanent("5.4.7", "delivery time expired; last: " + result.Reason);
            }
        }

        if (result.Kind == DeliveryKind.Permanent)
        {
            if (await queue.FindAsync(leased.MessageId, cancellationToken) is null)
            {
                return; // Deleted while the attempt ran: nobody is to be told.
            }

            await notice.SendAsync(leased, result, await queue.ReadContentAsync(leased.MessageId, cancellationToken), cancellationToken);
        }

        QueueState state = result.Kind switch
        {
            DeliveryKind.Delivered => QueueState.Delivered,
            DeliveryKind.Transient => QueueState.Queued,
            _ => QueueState.Failed,
        };
        await queue.CompleteAsync(leased.RecipientId, new DeliveryOutcome(state, result.Reason.Length == 0 ? null : result.Reason, next), cancellationToken);
    }

    private async Task<DeliveryResult> AttemptAsync(LeasedRecipient leased, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.DeliveryTimeout);
        try
        {
            if (leased.Recipient.Account is not null)
            {
                return await local.DeliverAsync(leased, limit.Token);
            }

            ReadOnlyMemory<byte> content = await queue.ReadContentAsync(leased.MessageId, limit.Token);
            return local.IsAtLocalDomain(leased)
                ? await local.ResolveAgainAsync(leased, content, limit.Token)
                : await remote.DeliverAsync(leased, content, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DeliveryResult.Transient("4.4.2", $"the attempt took longer than {options.Value.DeliveryTimeout}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e, leased.MessageId, leased.Recipient.Address);
            return DeliveryResult.Transient("4.3.0", "local error, see the log");
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "Message {MessageId} to <{Recipient}>: {Result}, {Detail}")]
    private static partial void LogAttempt(ILogger logger, long messageId, string recipient, DeliveryKind result, string detail);

    [LoggerMessage(2102, LogLevel.Error, "Message {MessageId} to <{Recipient}>: the attempt failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, long messageId, string recipient);
}
