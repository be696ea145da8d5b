using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;

namespace Waypost.Server.Delivery;

/// <summary>Leases recipients that are due and has them delivered, some at a time.</summary>
public sealed partial class QueueRunner(IMessageQueue queue, RecipientDelivery delivery, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<QueueRunner> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<long, bool> _running = new();

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
        // A lease that ran out under a slow database may come back to this node, whose attempt still runs.
        if (!_running.TryAdd(leased.RecipientId, true))
        {
            slots.Release();
            return;
        }

        using var finished = new CancellationTokenSource();
        Task extending = ExtendAsync(leased, finished.Token);
        try
        {
            await Task.Yield();
            await delivery.RunAsync(leased, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await GiveBackAsync(leased);
        }
        catch (Exception e)
        {
            LogDeliveryFailed(logger, e, leased.MessageId);
        }
        finally
        {
            await finished.CancelAsync();
            await extending;
            _running.TryRemove(leased.RecipientId, out _);
            slots.Release();
        }
    }

    private async Task ExtendAsync(LeasedRecipient leased, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.Lease / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await queue.ExtendLeaseAsync(leased.RecipientId, options.Value.Lease, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            LogDeliveryFailed(logger, e, leased.MessageId);
        }
    }

    // The attempt was cut short by the shutdown; the next start, or another node, need not wait for the lease to end.
    private async Task GiveBackAsync(LeasedRecipient leased)
    {
        try
        {
            using var limit = new CancellationTokenSource(PauseAfterFailure);
            await queue.ExtendLeaseAsync(leased.RecipientId, TimeSpan.Zero, limit.Token);
        }
        catch (Exception e)
        {
            LogDeliveryFailed(logger, e, leased.MessageId);
        }
    }

    [LoggerMessage(2120, LogLevel.Error, "The queue could not be read")]
    private static partial void LogQueueFailed(ILogger logger, Exception exception);

    [LoggerMessage(2121, LogLevel.Error, "Message {MessageId}: the outcome could not be stored; the lease will end by itself")]
    private static partial void LogDeliveryFailed(ILogger logger, Exception exception, long messageId);
}
