using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>
/// Keeps all secondary zones fresh: one loop over one queue, however many zones there are. Of the nodes on one database, the one
/// that holds the lease asks and transfers.
/// </summary>
public sealed partial class SecondaryScheduler(
    ViewTable views,
    ZoneChanges changes,
    ISecondaryStore store,
    SecondaryRefresher refresher,
    SecondaryBook book,
    IOptions<SecondaryOptions> options,
    TimeProvider time,
    ILogger<SecondaryScheduler> logger) : BackgroundService
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _checks = new(options.Value.MaxChecks);
    private DateTimeOffset _leasedUntil = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _statesRead = DateTimeOffset.UnixEpoch;

    /// <summary>Reads the states and stops serving what has expired while the server was down. Before any listener starts.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        changes.Attach();
        var states = await store.ReadStatesAsync(cancellationToken);
        foreach (var view in views.Views)
        {
            foreach (var zone in view.Zones.Zones.Where(zone => zone.Kind == ZoneKind.Secondary))
            {
                var key = new ZoneKey(view.Name, zone.Origin);
                book.Load(key, zone, states.GetValueOrDefault(key) ?? SecondaryState.Empty, time.GetUtcNow());
                ExpireIfDue(key);
            }
        }
        changes.Changed += OnChanged;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        changes.Changed -= OnChanged;
        _checks.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await TurnAsync(stoppingToken);
                await book.WaitAsync(Pace, _checks.CurrentCount > 0 && time.GetUtcNow() < _leasedUntil, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
        await SaveAsync(CancellationToken.None);
        await store.EndLeaseAsync(_node, CancellationToken.None);
    }

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            changes.Attach();
            if (await HoldsLeaseAsync(cancellationToken))
            {
                foreach (var request in await store.TakeRequestsAsync(cancellationToken))
                {
                    book.Request(request.Zone, first: null, request.Force, time.GetUtcNow());
                }
                StartDue(cancellationToken);
                await SaveAsync(cancellationToken);
            }
            else
            {
                await PassOnAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogTurnFailed(exception);
        }
    }

    private async Task<bool> HoldsLeaseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _leasedUntil - LeaseDuration / 2)
        {
            return true;
        }
        if (!await store.TryLeaseAsync(_node, LeaseDuration, cancellationToken))
        {
            return now < _leasedUntil;
        }
        if (_leasedUntil < now && await store.ReadStatesAsync(cancellationToken) is { } states)
        {
            // Whoever had the lease before has asked meanwhile.
            book.Refresh(states);
        }
        _leasedUntil = now + LeaseDuration;
        return true;
    }

    // Without a free slot the loop goes on: it has the lease to renew and states to save.
    private void StartDue(CancellationToken cancellationToken)
    {
        while (_checks.CurrentCount > 0 && book.TryTake(time.GetUtcNow(), out var key))
        {
            ExpireIfDue(key);
            if (!book.TryBegin(key, time.GetUtcNow(), out var first, out var force))
            {
                continue;
            }
            _checks.Wait(0, cancellationToken);
            _ = CheckAsync(key, first, force, cancellationToken);
        }
    }

    private async Task CheckAsync(ZoneKey key, string? first, bool force, CancellationToken cancellationToken)
    {
        CheckOutcome? outcome = null;
        try
        {
            await Task.Yield();
            if (Find(key) is { Kind: ZoneKind.Secondary } zone)
            {
                outcome = await refresher.CheckAsync(key, zone, first, force, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            LogCheckFailed(exception, key.Origin, key.View);
            outcome = new CheckOutcome(Find(key)?.Snapshot is { } snapshot ? SoaFields.Read(snapshot.Soa) : null, false, "the server failed; its log says why", null);
        }
        finally
        {
            _checks.Release();
        }
        if (Find(key) is { } served && outcome is not null)
        {
            book.End(key, outcome, BoundsOf(served.Policy.Settings), time.GetUtcNow());
        }
        else
        {
            book.Forget(key);
        }
    }

    // A node without the lease leaves what it was asked to the one that has it.
    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        foreach (var request in book.TakeRequests())
        {
            await store.RequestCheckAsync(request, cancellationToken);
        }

        // What the node with the lease has found out: when each zone was confirmed, and so when it expires here too.
        var now = time.GetUtcNow();
        if (now >= _statesRead + LeaseDuration / 2)
        {
            book.Refresh(await store.ReadStatesAsync(cancellationToken));
            _statesRead = now;
            foreach (var key in book.Keys)
            {
                ExpireIfDue(key);
            }
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        var dirty = book.TakeDirty();
        if (dirty.Count == 0)
        {
            return;
        }
        try
        {
            await store.SaveStatesAsync(dirty, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            book.MarkDirty(dirty.Keys);
            LogSaveFailed(exception, dirty.Count);
        }
    }

    private void ExpireIfDue(ZoneKey key)
    {
        if (book.IsExpired(key, time.GetUtcNow()) && views.Find(key.View)?.Zones.Unload(key.Origin) == true)
        {
            LogExpired(key.Origin, key.View);
        }
    }

    private void OnChanged(object? sender, ZoneChangedEventArgs change) => OnChanged(change.Key, change.Zone);

    private void OnChanged(ZoneKey key, ServedZone? zone)
    {
        if (zone is { Kind: ZoneKind.Secondary })
        {
            book.Seen(key, zone, time.GetUtcNow());
        }
        else
        {
            book.Forget(key);
        }
    }

    private ServedZone? Find(ZoneKey key) => views.Find(key.View)?.Zones.FindServed(key.Origin);

    private static RefreshBounds BoundsOf(ZoneSettings settings)
    {
        static TimeSpan Or(int? seconds, TimeSpan otherwise) => seconds is { } value ? TimeSpan.FromSeconds(value) : otherwise;
        var defaults = RefreshBounds.Default;
        return new RefreshBounds(
            Or(settings.MinRefresh, defaults.MinRefresh),
            Or(settings.MaxRefresh, defaults.MaxRefresh),
            Or(settings.MinRetry, defaults.MinRetry),
            Or(settings.MaxRetry, defaults.MaxRetry));
    }

    [LoggerMessage(1210, LogLevel.Error, "Secondary zones could not be looked after")]
    private partial void LogTurnFailed(Exception exception);

    [LoggerMessage(1211, LogLevel.Error, "The check of zone {Origin} (view {View}) failed")]
    private partial void LogCheckFailed(Exception exception, string origin, string view);

    [LoggerMessage(1212, LogLevel.Error, "The states of {Count} secondary zones could not be saved; they are saved later")]
    private partial void LogSaveFailed(Exception exception, int count);

    [LoggerMessage(1213, LogLevel.Error, "Zone {Origin} (view {View}) has expired: no primary confirmed it in time, and it is answered with SERVFAIL")]
    private partial void LogExpired(string origin, string view);
}
