using System.Diagnostics.CodeAnalysis;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>Keys by the time when they are due; one timer serves them all, however many there are. Not for several threads.</summary>
public sealed class DueQueue<TKey>
    where TKey : notnull
{
    private readonly PriorityQueue<(TKey Key, long Version), DateTimeOffset> _queue = new();
    private readonly Dictionary<TKey, long> _versions = [];
    private long _version;

    /// <summary>How many keys wait.</summary>
    public int Count => _versions.Count;

    /// <summary>When the first key is due; null when none waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DropStale();
            return _queue.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>Puts a key in, or moves it to another time.</summary>
    public void Set(TKey key, DateTimeOffset due)
    {
        _versions[key] = ++_version;
        _queue.Enqueue((key, _version), due);
        // Moved entries stay until their time comes; beyond as many as there are keys they cost more than making the queue anew.
        if (_queue.Count > 64 + 2 * _versions.Count)
        {
            var valid = _queue.UnorderedItems.Where(item => IsValid(item.Element)).ToList();
            _queue.Clear();
            _queue.EnqueueRange(valid);
        }
    }

    /// <summary>Takes a key out.</summary>
    public void Remove(TKey key) => _versions.Remove(key);

    /// <summary>Takes out a key that is due at <paramref name="now"/>, the earliest first.</summary>
    public bool TryTake(DateTimeOffset now, [MaybeNullWhen(false)] out TKey key)
    {
        DropStale();
        if (_queue.TryPeek(out var element, out var due) && due <= now)
        {
            _queue.Dequeue();
            _versions.Remove(element.Key);
            key = element.Key;
            return true;
        }
        key = default;
        return false;
    }

    private bool IsValid((TKey Key, long Version) element) => _versions.TryGetValue(element.Key, out var version) && version == element.Version;

    private void DropStale()
    {
        while (_queue.TryPeek(out var element, out _) && !IsValid(element))
        {
            _queue.Dequeue();
        }
    }
}
