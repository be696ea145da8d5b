using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Waypost.Server.Pop3;

/// <summary>Keeps clients from logging in more often than LOGIN-DELAY says (RFC 2449 section 6.5), on this node.</summary>
public sealed class LoginDelays(IOptions<Pop3Options> options, TimeProvider time)
{
    private const int MaxEntries = 100_000;

    private readonly ConcurrentDictionary<long, DateTimeOffset> last = new();

    /// <summary>The delay that is announced.</summary>
    public TimeSpan Delay => options.Value.LoginDelay;

    /// <summary>Notes a login; false when it comes too early.</summary>
    public bool TryLogIn(long accountId)
    {
        if (Delay <= TimeSpan.Zero)
        {
            return true;
        }

        var now = time.GetUtcNow();
        if (last.TryGetValue(accountId, out var before) && now - before < Delay)
        {
            return false;
        }

        if (last.Count >= MaxEntries)
        {
            last.Clear();
        }

        last[accountId] = now;
        return true;
    }
}
