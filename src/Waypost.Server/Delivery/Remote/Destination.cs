using System.Collections.Concurrent;

namespace Waypost.Server.Delivery.Remote;

/// <summary>The servers that take mail for some domains: how many connections there are, which of them are idle, and
/// whether they are left alone for a while because none could be reached.</summary>
internal sealed class Destination(string key, int limit) : IDisposable
{
    private readonly ConcurrentStack<RemoteConnection> _idle = new();
    private readonly Lock _lock = new();
    private int _waiting;
    private int _failures;
    private DateTimeOffset _backOffUntil;

    public string Key => key;

    /// <summary>One for each connection that may be open.</summary>
    public SemaphoreSlim Slots { get; } = new(limit);

    /// <summary>Whether so many wait for a slot that more had better come back later.</summary>
    public bool IsCrowded => Volatile.Read(ref _waiting) >= limit;

    /// <summary>Whether nothing depends on this object any more.</summary>
    public bool IsIdle(DateTimeOffset now) => _idle.IsEmpty && Slots.CurrentCount == limit && _backOffUntil < now;

    public string LastReason { get; private set; } = "";

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await Slots.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Leave() => Slots.Release();

    public bool IsBackedOff(DateTimeOffset now, out DateTimeOffset until)
    {
        lock (_lock)
        {
            until = _backOffUntil;
            return now < until;
        }
    }

    /// <summary>No server could be reached: each time in a row they are left alone for longer.</summary>
    public void Failed(string reason, DateTimeOffset now, IReadOnlyList<TimeSpan> delays, TimeSpan longest)
    {
        lock (_lock)
        {
            TimeSpan wait = delays[Math.Min(_failures, delays.Count - 1)];
            _failures++;
            _backOffUntil = now + (wait < longest ? wait : longest);
            LastReason = reason;
        }
    }

    public void Reached()
    {
        lock (_lock)
        {
            (_failures, _backOffUntil) = (0, default);
        }
    }

    public bool TryTake(out RemoteConnection? connection) => _idle.TryPop(out connection);

    public void Return(RemoteConnection connection) => _idle.Push(connection);

    /// <summary>Takes out the connections that have been idle since before a time.</summary>
    public IReadOnlyList<RemoteConnection> TakeIdle(DateTimeOffset before)
    {
        RemoteConnection[] all = new RemoteConnection[limit];
        int count = _idle.TryPopRange(all);
        List<RemoteConnection> old = [];
        foreach (RemoteConnection connection in all.Take(count))
        {
            if (connection.IdleSince <= before)
            {
                old.Add(connection);
            }
            else
            {
                _idle.Push(connection);
            }
        }

        return old;
    }

    public void Dispose() => Slots.Dispose();
}
