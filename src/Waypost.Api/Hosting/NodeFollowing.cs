using Microsoft.Extensions.Options;
using Waypost.Storage.Database;
using Waypost.Storage.Following;

namespace Waypost.Api.Hosting;

/// <summary>Follows, at an interval, what other nodes write to the same database.</summary>
public sealed partial class NodeFollowing(ChangeFollower follower, MailboxFollower mailboxes, IOptions<DatabaseOptions> options, TimeProvider time, ILogger<NodeFollowing> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FollowInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await PollAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            await mailboxes.PollAsync(cancellationToken);
            await follower.PollAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(3101, LogLevel.Error, "What other nodes have written could not be read; this node answers from what it has")]
    private partial void LogFailed(Exception exception);
}
