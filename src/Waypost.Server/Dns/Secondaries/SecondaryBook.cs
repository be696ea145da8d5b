using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>What the scheduler knows of each secondary zone, and which is due when. Safe for several threads.</summary>
public sealed class SecondaryBook(Func<double> jitter) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ZoneKey, SecondaryEntry> _entries = [];
    private readonly DueQueue<ZoneKey> _queue = new();
    private readonly HashSet<ZoneKey> _dirty = [];
    private readonly Dictionary<ZoneKey, CheckRequest> _requests = [];
    private readonly SemaphoreSlim _signal = new(0);

    /// <summary>How many zones there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>The zones.</summary>
    public IReadOnlyList<ZoneKey> Keys
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Keys];
            }
        }
    }

    /// <summary>Takes a zone in, with the state that was stored. One whose state says nothing is due at once.</summary>
    public void Load(ZoneKey key, ServedZone zone, SecondaryState state, DateTimeOffset now)
    {
        lock (_lock)
        {
            var entry = new SecondaryEntry { State = state with { NextCheck = state.NextCheck ?? now }, Primaries = zone.Policy.Settings.Primaries };
            _entries[key] = entry;
            Enqueue(key, entry);
        }
    }

    /// <summary>Takes over states that another node has written.</summary>
    public void Refresh(IReadOnlyDictionary<ZoneKey, SecondaryState> states)
    {
        lock (_lock)
        {
            foreach (var (key, state) in states)
            {
                if (_entries.TryGetValue(key, out var entry) && !entry.Busy)
                {
                    entry.State = state with { NextCheck = state.NextCheck ?? entry.State.NextCheck };
                    Enqueue(key, entry);
                }
            }
        }
    }

    /// <summary>Notes that a zone is served: a new one is due at once, one whose primaries have changed as well.</summary>
    public void Seen(ZoneKey key, ServedZone zone, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry) && (entry.Primaries ?? []).SequenceEqual(zone.Policy.Settings.Primaries ?? [], StringComparer.Ordinal))
            {
                return;
            }
            if (entry is null)
            {
                _entries[key] = entry = new SecondaryEntry();
            }
            entry.Primaries = zone.Policy.Settings.Primaries;
            CheckNow(key, entry, now);
        }
        Wake();
    }

    /// <summary>Drops a zone.</summary>
    public void Forget(ZoneKey key)
    {
        lock (_lock)
        {
            _entries.Remove(key);
            _queue.Remove(key);
            _dirty.Remove(key);
            _requests.Remove(key);
        }
    }

    /// <summary>Asks for a check now. False when the zone is none of these.</summary>
    /// <param name="first">The primary to begin with.</param>
    /// <param name="force">Transfer it whole.</param>
    public bool Request(ZoneKey key, string? first, bool force, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                return false;
            }
            entry.First = first ?? entry.First;
            entry.Force |= force;
            _requests[key] = new CheckRequest(key, force || (_requests.TryGetValue(key, out var earlier) && earlier.Force));
            CheckNow(key, entry, now);
        }
        Wake();
        return true;
    }

    /// <summary>What was requested here since the last call; only for a node that does not check itself.</summary>
    public IReadOnlyList<CheckRequest> TakeRequests()
    {
        lock (_lock)
        {
            var requests = _requests.Values.ToArray();
            _requests.Clear();
            return requests;
        }
    }

    /// <summary>Takes a zone that is due.</summary>
    public bool TryTake(DateTimeOffset now, [NotNullWhen(true)] out ZoneKey? key)
    {
        lock (_lock)
        {
            return _queue.TryTake(now, out key);
        }
    }

    /// <summary>Begins the check of a zone that was taken; false when it is not time for one, or one runs.</summary>
    public bool TryBegin(ZoneKey key, DateTimeOffset now, out string? first, out bool force)
    {
        (first, force) = (null, false);
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry) || entry.Busy)
            {
                return false;
            }
            if (entry.State.NextCheck > now)
            {
                Enqueue(key, entry);
                return false;
            }
            (first, force) = (entry.First ?? entry.State.Primary, entry.Force);
            (entry.Busy, entry.Again, entry.First) = (true, false, null);
            _requests.Remove(key);
            return true;
        }
    }

    /// <summary>Ends a check and sets the next.</summary>
    public void End(ZoneKey key, CheckOutcome outcome, RefreshBounds bounds, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                return;
            }
            entry.Busy = false;
            entry.State = outcome.Problem is null ? Succeeded(entry, outcome, bounds, now) : Failed(entry, outcome, bounds, now);
            if (entry.Again)
            {
                entry.State = entry.State with { NextCheck = now };
            }
            entry.Again = false;
            _dirty.Add(key);
            Enqueue(key, entry);
        }
        Wake();
    }

    /// <summary>Whether the zone's time to be served is over; from then on it has none.</summary>
    public bool IsExpired(ZoneKey key, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry) || entry.State.ExpiresAt is not { } expires || expires > now)
            {
                return false;
            }
            entry.Expired = true;
            return true;
        }
    }

    /// <summary>The state of a zone as it is now; null when it is none of these.</summary>
    public SecondaryState? Find(ZoneKey key)
    {
        lock (_lock)
        {
            return _entries.GetValueOrDefault(key)?.State;
        }
    }

    /// <summary>The states that have changed since the last call.</summary>
    public IReadOnlyDictionary<ZoneKey, SecondaryState> TakeDirty()
    {
        lock (_lock)
        {
            var states = _dirty.Where(_entries.ContainsKey).ToDictionary(key => key, key => _entries[key].State);
            _dirty.Clear();
            return states;
        }
    }

    /// <summary>Has states saved again.</summary>
    public void MarkDirty(IEnumerable<ZoneKey> keys)
    {
        lock (_lock)
        {
            _dirty.UnionWith(keys);
        }
    }

    /// <summary>Waits until a zone is due or something has happened, but no longer than <paramref name="most"/>.</summary>
    /// <param name="canBegin">False when no check can begin now, so that zones that are due are not waited for.</param>
    public async Task WaitAsync(TimeSpan most, bool canBegin, TimeProvider time, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var due = canBegin && _queue.NextDue is { } next ? next - time.GetUtcNow() : most;
            wait = due < most ? due : most;
        }
        if (wait <= TimeSpan.Zero)
        {
            return;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var signal = _signal.WaitAsync(limit.Token);
        await Task.WhenAny(signal, Task.Delay(wait, time, limit.Token));
        await limit.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private static SecondaryState Base(SecondaryEntry entry, CheckOutcome outcome, DateTimeOffset now) =>
        entry.State with { LastCheck = now, LastError = outcome.Problem, Primary = outcome.Primary?.ToString() ?? entry.State.Primary };

    private SecondaryState Succeeded(SecondaryEntry entry, CheckOutcome outcome, RefreshBounds bounds, DateTimeOffset now)
    {
        (entry.Failures, entry.Force, entry.Expired) = (0, false, false);
        return Base(entry, outcome, now) with
        {
            NextCheck = now + RefreshSchedule.Refresh(outcome.Soa!, bounds, jitter()),
            ExpiresAt = now + RefreshSchedule.Expire(outcome.Soa!, bounds),
            LastTransfer = outcome.Transferred ? now : entry.State.LastTransfer,
        };
    }

    private SecondaryState Failed(SecondaryEntry entry, CheckOutcome outcome, RefreshBounds bounds, DateTimeOffset now)
    {
        entry.Failures++;
        var wait = outcome.Soa is { } soa ? RefreshSchedule.Retry(soa, bounds, jitter()) : RefreshSchedule.RetryUnloaded(entry.Failures, jitter());
        return Base(entry, outcome, now) with
        {
            NextCheck = now + wait,
            // A zone whose state was lost begins to expire now.
            ExpiresAt = entry.State.ExpiresAt ?? (outcome.Soa is { } served ? now + RefreshSchedule.Expire(served, bounds) : null),
        };
    }

    private void CheckNow(ZoneKey key, SecondaryEntry entry, DateTimeOffset now)
    {
        entry.Again = entry.Busy;
        entry.State = entry.State with { NextCheck = now };
        Enqueue(key, entry);
    }

    private void Enqueue(ZoneKey key, SecondaryEntry entry)
    {
        if (!entry.Busy && entry.Due is { } due)
        {
            _queue.Set(key, due);
        }
    }

    private void Wake()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }
}
