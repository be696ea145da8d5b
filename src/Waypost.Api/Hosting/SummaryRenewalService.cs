using Waypost.Storage.Mailboxes;

namespace Waypost.Api.Hosting;

/// <summary>Renews, after the start, what an earlier version has kept of messages.</summary>
public sealed partial class SummaryRenewalService(SummaryRenewal renewal, ILogger<SummaryRenewalService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await renewal.RenewAsync(stoppingToken))
            {
                // Small batches, so that deliveries come in between.
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
        catch (OperationCanceledException)
        {
            // The server stops; the next start goes on.
        }
    }

    [LoggerMessage(3102, LogLevel.Error, "Summaries of earlier messages could not be renewed; searches do not find these messages")]
    private partial void LogFailed(Exception exception);
}
