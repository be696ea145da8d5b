using System.Collections.Concurrent;

namespace Waypost.Server.Pop3;

/// <summary>The exclusive locks on maildrops (RFC 1939 section 4) that this node's sessions hold.</summary>
public sealed class MaildropLocks
{
    private readonly ConcurrentDictionary<long, bool> locked = new();

    /// <summary>Locks the maildrop of an account until the result is disposed; null when another session has it.</summary>
    public IDisposable? TryLock(long accountId) => locked.TryAdd(accountId, true) ? new Held(locked, accountId) : null;

    private sealed class Held(ConcurrentDictionary<long, bool> locked, long accountId) : IDisposable
    {
        private bool released;

        public void Dispose()
        {
            if (!released)
            {
                released = true;
                locked.TryRemove(accountId, out _);
            }
        }
    }
}
