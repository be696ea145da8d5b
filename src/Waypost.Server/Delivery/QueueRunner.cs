using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;

namespace Waypost.Server.Delivery;

/// <summary>Leases recipients that are due and has them delivered, some messages at a time.</summary>
public sealed partial class QueueRunner(IMessageQueue queue, MessageRound round, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<QueueRunner> logger) : BackgroundService
{
    private const int MaxRecipients = 1000;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<long, bool> _running = new();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var slots = new SemaphoreSlim(options.Value.MaxConcurrency);
        using var finished = new CancellationTokenSource();
        Task extending = ExtendAsync(finished.Token);
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

        await finished.CancelAsync();
        await extending;
    }

    private async Task RunOnceAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        slots.Release();
        // More recipients than slots: those of one message are delivered together.
        IReadOnlyList<LeasedRecipient> due = await queue.LeaseDueAsync(Math.Min(MaxRecipients, 4 * slots.CurrentCount), options.Value.Lease, cancellationToken);
        // A lease that ran out under a slow database may come back to this node, whose attempt still runs.
        LeasedRecipient[] mine = [.. due.Where(leased => _running.TryAdd(leased.RecipientId, true))];
        foreach (IGrouping<long, LeasedRecipient> message in mine.GroupBy(leased => leased.MessageId))
        {
            try
            {
                await slots.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await GiveBackAsync([.. mine.Where(leased => leased.MessageId >= message.Key && _running.ContainsKey(leased.RecipientId))]);
                throw;
            }

            _ = DeliverAsync([.. message], slots, cancellationToken);
        }

        if (due.Count == 0)
        {
            await queue.WaitForWorkAsync(options.Value.PollInterval, cancellationToken);
        }
    }

    private async Task DeliverAsync(IReadOnlyList<LeasedRecipient> leased, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await round.RunAsync(leased, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await GiveBackAsync(leased);
        }
        catch (Exception e)
        {
            LogDeliveryFailed(logger, e, leased[0].MessageId);
        }
        finally
        {
            foreach (LeasedRecipient one in leased)
            {
                _running.TryRemove(one.RecipientId, out _);
            }

            slots.Release();
        }
    }

    // All attempts that run share one timer and one statement.
    private async Task ExtendAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.Lease / 3, time);
        while (true)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(cancellationToken))
                {
                    return;
                }

                long[] running = [.. _running.Keys];
                if (running.Length > 0)
                {
                    await queue.ExtendLeasesAsync(running, options.Value.Lease, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogQueueFailed(logger, e);
            }
        }
    }

    // The attempt was cut short by the shutdown; the next start, or another node, need not wait for the lease to end.
    private async Task GiveBackAsync(IReadOnlyList<LeasedRecipient> leased)
    {
        try
        {
            using var limit = new CancellationTokenSource(PauseAfterFailure);
            await queue.ExtendLeasesAsync([.. leased.Select(one => one.RecipientId)], TimeSpan.Zero, limit.Token);
        }
        catch (Exception e)
        {
            LogDeliveryFailed(logger, e, leased[0].MessageId);
        }
    }

    [LoggerMessage(2120, LogLevel.Error, "The queue could not be read")]
    private static partial void LogQueueFailed(ILogger logger, Exception exception);

    [LoggerMessage(2121, LogLevel.Error, "Message {MessageId}: the outcome could not be stored; the lease will end by itself")]
    private static partial void LogDeliveryFailed(ILogger logger, Exception exception, long messageId);
}
