namespace Waypost.Terraform.Protocol;

/// <summary>
/// Stands in for the console lifetime. Terraform's Ctrl-C reaches the whole process group, so SIGINT is ignored here:
/// running operations end by StopProvider, the process by Shutdown, SIGTERM or the death of its parent.
/// </summary>
internal sealed class PluginLifetime : IHostLifetime, IDisposable
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Cancelled when operations should give up.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>Completes when the process should leave.</summary>
    public Task Ended => ended.Task;

    /// <summary>StopProvider: end what runs, keep answering.</summary>
    public void Stop() => stopping.Cancel();

    /// <summary>Leave.</summary>
    public void End()
    {
        stopping.Cancel();
        ended.TrySetResult();
    }

    /// <summary>Ends the process when the parent is gone, so that a killed Terraform leaves nothing behind.</summary>
    public async Task WatchParentAsync(TimeProvider time)
    {
        var parent = ProcessEnvironment.ParentId();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), time);
        while (!Ended.IsCompleted && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            if (ProcessEnvironment.ParentId() != parent)
            {
                End();
            }
        }
    }

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stopping.Dispose();
}
