using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns.Catalogs;

/// <summary>Follows the zones that are served, and works on the catalogs (RFC 9432) that their changes concern, one after the other.</summary>
public abstract class CatalogService(ViewTable views, ZoneChanges changes) : BackgroundService
{
    private readonly ConcurrentDictionary<ZoneKey, bool> _dirty = new();
    private readonly SemaphoreSlim _signal = new(0);

    /// <summary>What is served.</summary>
    protected ViewTable Views => views;

    /// <summary>Takes in what is served, and listens to changes.</summary>
    public void Prepare()
    {
        changes.Attach();
        changes.Changed += OnChanged;
        foreach (var view in views.Views)
        {
            foreach (var zone in view.Zones.Zones)
            {
                Follow(new ZoneKey(view.Name, zone.Origin), zone);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        changes.Changed -= OnChanged;
        _signal.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Marks the catalogs that a zone's change concerns; null when the zone is gone. Quick.</summary>
    protected abstract void Follow(ZoneKey key, ServedZone? zone);

    /// <summary>Works on a catalog that was marked.</summary>
    protected abstract Task WorkAsync(ZoneKey key, CancellationToken cancellationToken);

    /// <summary>Waits for what may come soon after the first mark.</summary>
    protected virtual Task GatherAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Has a catalog worked on soon.</summary>
    protected void Mark(ZoneKey catalog)
    {
        _dirty[catalog] = true;
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync(stoppingToken);
                await GatherAsync(stoppingToken);
                foreach (var catalog in _dirty.Keys.Where(catalog => _dirty.TryRemove(catalog, out _)).ToList())
                {
                    await WorkAsync(catalog, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void OnChanged(object? sender, ZoneChangedEventArgs change) => Follow(change.Key, change.Zone);
}
