using System.Diagnostics;
using Waypost.Benchmarks.Dns.Servers;

namespace Waypost.Benchmarks.Dns;

/// <summary>A hundred changes a second through the API, one RRset each, for as long as this is not disposed.</summary>
internal sealed class ChangeLoad : IAsyncDisposable
{
    private const int ChangesPerSecond = 100;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _done;

    public ChangeLoad(WaypostServer server, string zone) => _work = Task.Run(() => ChangeAsync(server, zone));

    public double Rate => _done / Stopwatch.GetElapsedTime(_started).TotalSeconds;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work;
        _stopping.Dispose();
    }

    private async Task ChangeAsync(WaypostServer server, string zone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1d / ChangesPerSecond));
        var running = new List<Task>();
        try
        {
            for (var number = 0; await timer.WaitForNextTickAsync(_stopping.Token); number++)
            {
                running.RemoveAll(task => task.IsCompletedSuccessfully);
                // What cannot keep up is not asked for more, so that the rate shows it.
                if (running.Count < 16)
                {
                    running.Add(OneAsync(server, zone, number));
                }
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task OneAsync(WaypostServer server, string zone, int number)
    {
        await server.ChangeAsync(zone, number, CancellationToken.None);
        Interlocked.Increment(ref _done);
    }
}
