using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;
using Waypost.Server.Dns.Secondaries;

namespace Waypost.Server.Dns.Notifications;

/// <summary>
/// Announces each new version of a zone to its secondaries (RFC 1996). Versions that follow each other closely are announced once;
/// a newer one ends the tries for an older.
/// </summary>
public sealed partial class NotifySender(
    ViewTable views,
    ZoneChanges changes,
    NotifyTargets targets,
    ServerExchange exchange,
    IOptions<NotifyOptions> options,
    TimeProvider time,
    ILogger<NotifySender> logger) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);

    private readonly Channel<(ZoneKey Key, ServedZone Zone)> _published = Channel.CreateUnbounded<(ZoneKey, ServedZone)>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<ZoneKey, uint> _latest = new();
    private readonly Dictionary<ZoneKey, DateTimeOffset> _sent = [];
    private readonly DueQueue<ZoneKey> _due = new();
    private readonly SemaphoreSlim _slots = new(options.Value.MaxConcurrent);

    /// <summary>Begins to listen to changes. What was served before is not announced.</summary>
    public void Prepare()
    {
        changes.Attach();
        foreach (var view in views.Views)
        {
            foreach (var zone in view.Zones.Zones)
            {
                if (zone.Snapshot is { } snapshot)
                {
                    _latest[new ZoneKey(view.Name, zone.Origin)] = snapshot.Serial;
                }
            }
        }
        changes.Changed += OnChanged;
    }

    /// <summary>Announces a zone now, changed or not; false when it has no content.</summary>
    public bool Announce(ZoneKey key)
    {
        if (views.Find(key.View)?.Zones.FindServed(key.Origin) is not { Snapshot: not null } zone)
        {
            return false;
        }
        _published.Writer.TryWrite((key, zone));
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        changes.Changed -= OnChanged;
        _slots.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await WaitAsync(stoppingToken);
                while (_published.Reader.TryRead(out var published))
                {
                    var now = time.GetUtcNow();
                    var earliest = _sent.GetValueOrDefault(published.Key) + options.Value.BatchDelay;
                    _due.Set(published.Key, earliest > now ? earliest : now);
                }
                while (_due.TryTake(time.GetUtcNow(), out var key))
                {
                    _sent[key] = time.GetUtcNow();
                    _ = AnnounceAsync(key, stoppingToken);
                }
                Forget();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var arrival = _published.Reader.WaitToReadAsync(limit.Token).AsTask();
        if (_due.NextDue is { } due)
        {
            var wait = due - time.GetUtcNow();
            if (wait <= TimeSpan.Zero)
            {
                return;
            }
            await Task.WhenAny(arrival, Task.Delay(wait, time, limit.Token));
        }
        else
        {
            await arrival;
        }
        await limit.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    // The times of zones that have been quiet for long say nothing any more.
    private void Forget()
    {
        if (_sent.Count <= 1024)
        {
            return;
        }
        var limit = time.GetUtcNow() - options.Value.BatchDelay;
        foreach (var old in _sent.Where(entry => entry.Value < limit).Select(entry => entry.Key).ToList())
        {
            _sent.Remove(old);
        }
    }

    private async Task AnnounceAsync(ZoneKey key, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            if (views.Find(key.View)?.Zones.FindServed(key.Origin) is { Snapshot: { } snapshot } zone && DnsName.TryParse(key.Origin, DnsName.Root, out var origin, out _))
            {
                var soa = SoaFields.Read(snapshot.Soa);
                var all = await targets.FindAsync(key, zone, cancellationToken);
                await Task.WhenAll(all.Select(target => TellAsync(key, origin, soa!, target, cancellationToken)));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception exception)
        {
            LogFailed(exception, key.Origin, key.View);
        }
    }

    private async Task TellAsync(ZoneKey key, DnsName origin, SoaFields soa, PrimaryAddress target, CancellationToken cancellationToken)
    {
        var wait = FirstRetry;
        string? problem = null;
        for (var attempt = 0; attempt < options.Value.MaxTries; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(wait, time, cancellationToken);
                wait *= 2;
                if (_latest.TryGetValue(key, out var latest) && latest != soa.Serial)
                {
                    return;
                }
            }
            var reply = await TellOnceAsync(origin, soa, target, cancellationToken);
            if (reply.Value is { Code: ResponseCode.NoError })
            {
                LogTold(key.Origin, key.View, soa.Serial, target.EndPoint.ToString());
                return;
            }
            if (reply.Value is { } refusal)
            {
                // RFC 1996 section 3.12: it has heard, and will not change its mind.
                problem = $"it answered {ResponseCodeText.Of(refusal.Code)}";
                break;
            }
            problem = reply.Problem;
        }
        LogUnheard(key.Origin, key.View, soa.Serial, target.EndPoint.ToString(), problem!);
    }

    private async Task<Reply<NotifyResponse>> TellOnceAsync(DnsName origin, SoaFields soa, PrimaryAddress target, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
            return await exchange.AskAsync(
                target,
                TransferQueries.Notify(origin, id, soa),
                message => NotifyResponse.Read(message.Span, id),
                static _ => false,
                tries: 1,
                tcpAfterSilence: false,
                cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    private void OnChanged(object? sender, ZoneChangedEventArgs change) => OnChanged(change.Key, change.Zone);

    private void OnChanged(ZoneKey key, ServedZone? zone)
    {
        if (zone?.Snapshot is not { } snapshot)
        {
            _latest.TryRemove(key, out _);
        }
        else if (!_latest.TryGetValue(key, out var known) || known != snapshot.Serial)
        {
            _latest[key] = snapshot.Serial;
            _published.Writer.TryWrite((key, zone));
        }
    }

    [LoggerMessage(1220, LogLevel.Information, "Zone {Origin} (view {View}): {Target} was told of the serial {Serial}")]
    private partial void LogTold(string origin, string view, uint serial, string target);

    [LoggerMessage(1221, LogLevel.Warning, "Zone {Origin} (view {View}): {Target} did not take the announcement of the serial {Serial}: {Problem}")]
    private partial void LogUnheard(string origin, string view, uint serial, string target, string problem);

    [LoggerMessage(1222, LogLevel.Error, "Zone {Origin} (view {View}) could not be announced")]
    private partial void LogFailed(Exception exception, string origin, string view);
}
