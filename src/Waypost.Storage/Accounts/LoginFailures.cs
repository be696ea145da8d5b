using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace Waypost.Storage.Accounts;

/// <summary>Counts the failures of an account from a client. An account that does not exist is counted as one that does.</summary>
public sealed class LoginFailures(IOptions<LoginOptions> options, TimeProvider time)
{
    // Beyond this the oldest are let go: an attacker with so many addresses is not held by counting.
    private const int MaxEntries = 50_000;

    private readonly ConcurrentDictionary<(string Account, IPAddress? Client), Entry> _failures = new();

    /// <summary>Whether there were too many.</summary>
    public bool AreTooMany(string account, IPAddress? client) =>
        options.Value.MaxFailures > 0 && _failures.TryGetValue((account, client), out var entry) && entry.Count >= options.Value.MaxFailures && !IsOver(entry);

    /// <summary>Counts one.</summary>
    public void Add(string account, IPAddress? client)
    {
        if (_failures.Count >= MaxEntries)
        {
            Clean();
        }

        _failures.AddOrUpdate((account, client), _ => new Entry(1, time.GetUtcNow()), (_, entry) => IsOver(entry) ? new Entry(1, time.GetUtcNow()) : entry with { Count = entry.Count + 1 });
    }

    /// <summary>Forgets them: somebody has logged in.</summary>
    public void Clear(string account, IPAddress? client) => _failures.TryRemove((account, client), out _);

    private bool IsOver(Entry entry) => time.GetUtcNow() - entry.Since > options.Value.FailureWindow;

    private void Clean()
    {
        foreach (var (key, _) in _failures.OrderBy(failure => failure.Value.Since).Take(MaxEntries / 2))
        {
            _failures.TryRemove(key, out _);
        }
    }

    private sealed record Entry(int Count, DateTimeOffset Since);
}
