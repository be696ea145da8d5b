using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Waypost.Server.Delivery.Remote;

/// <summary>The destinations that mail is on its way to, and their idle connections.</summary>
public sealed class DestinationTable(IOptions<DeliveryOptions> options, TimeProvider time) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Destination> _destinations = new(StringComparer.OrdinalIgnoreCase);

    internal Destination Get(string key) => _destinations.GetOrAdd(key, static (name, limit) => new Destination(name, limit), options.Value.MaxDestinationConcurrency);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CloseIdleAsync(time.GetUtcNow() - options.Value.ConnectionIdleTimeout);
            }
        }
        catch (OperationCanceledException)
        {
        }

        await CloseIdleAsync(DateTimeOffset.MaxValue);
    }

    private async Task CloseIdleAsync(DateTimeOffset before)
    {
        foreach ((string key, Destination destination) in _destinations)
        {
            foreach (RemoteConnection connection in destination.TakeIdle(before))
            {
                await connection.QuitAsync();
            }

            // One that somebody took hold of at this moment only loses its memory, not its mail.
            if (_destinations.Count > 10_000 && destination.IsIdle(time.GetUtcNow()))
            {
                _destinations.TryRemove(key, out _);
            }
        }
    }
}
