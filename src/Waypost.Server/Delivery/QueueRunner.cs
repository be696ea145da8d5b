using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;

namespace Waypost.Server.Delivery;

/// <summary>Leases recipients that are due and has them delivered, some at a time.</summary>
public sealed partial class QueueRunner(IMessageQueue queue, RecipientDelivery delivery, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<QueueRunner> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var slots = new SemaphoreSlim(options.Value.MaxConcurrency);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(slots, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // The database may be away for a while; the runner outlives it.
                LogQueueFailed(logger, e);
                await Task.Delay(PauseAfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // Attempts under way have seen the token; wait until they have let go of their slots.
        for (int i = 0; i < options.Value.MaxConcurrency; i++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    private async Task RunOnceAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        slots.Release();
        IReadOnlyList<LeasedRecipient> due = await queue.LeaseDueAsync(slots.CurrentCount, options.Value.Lease, cancellationToken);
        foreach (LeasedRecipient leased in due)
        {
            await slots.WaitAsync(cancellationToken);
            _ = DeliverAsync(leased, slots, cancellationToken);
        }

        if (due.Count == 0)
        {
            await queue.WaitForWorkAsync(options.Value.PollInterval, cancellationToken);
        }
    }

    private async Task DeliverAsync(LeasedRecipient leased, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await delivery.RunAsync(leased, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The lease ends by itself and the recipient is tried again after the restart.
        }
        catch (Exception e)
        {
            LogDeliveryFailed(logger, e, leased.MessageId);
        }
        finally
        {
            slots.Release();
        }
    }

    [LoggerMessage(2120, LogLevel.Error, "The queue could not be read")]
    private static partial void LogQueueFailed(ILogger logger, Exception exception);

    [LoggerMessage(2121, LogLevel.Error, "Message {MessageId}: the outcome could not be stored; the lease will end by itself")]
    private static partial void LogDeliveryFailed(ILogger logger, Exception exception, long messageId);
}
