using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;

namespace Waypost.Server.Delivery;

/// <summary>Forgets the traces of messages when their time is over.</summary>
public sealed partial class TracePurge(IMessageTrace trace, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<TracePurge> logger) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await PurgeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            // In small parts, so that mail is not kept waiting.
            while (await trace.PurgeAsync(time.GetUtcNow() - options.Value.TraceRetention, BatchSize, cancellationToken) == BatchSize)
            {
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(2125, LogLevel.Error, "Old message traces could not be removed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
