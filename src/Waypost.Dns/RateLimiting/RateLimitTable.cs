using System.Numerics;

namespace Waypost.Dns.RateLimiting;

/// <summary>
/// A fixed table of counters, shared by all threads without a lock. Each counter pays in at its rate and pays out one a response; it
/// is over its limit while it is in debt. When two threads meet in one counter, one response may go uncounted.
/// </summary>
internal sealed class RateLimitTable
{
    private const int Ways = 8;

    private readonly Counter[] _counters;
    private readonly ulong _mask;

    public RateLimitTable(int size)
    {
        _counters = new Counter[BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, Ways))];
        _mask = (ulong)(_counters.Length / Ways) - 1;
    }

    /// <summary>Takes one response off a counter; returns how many responses it is in debt after it, 0 when it is within its rate.</summary>
    public int Debit(ulong key, int rate, int window, uint now)
    {
        ref var counter = ref Find(key, now);
        while (true)
        {
            var before = Volatile.Read(ref counter.State);
            var (second, balance) = ((uint)(before >> 32), (int)before);
            // A new counter has its rate to spend. A clock that another thread read earlier adds nothing.
            var elapsed = before == 0 ? window + 1 : Math.Clamp((int)(now - second), 0, window + 1);
            var credit = elapsed > window ? rate : (int)Math.Min(rate, balance + ((long)elapsed * rate));
            var after = Math.Max(credit - 1, -(long)window * rate);
            var state = ((long)Math.Max(now, second) << 32) | (uint)(int)after;
            if (Interlocked.CompareExchange(ref counter.State, state, before) == before)
            {
                return after < 0 ? (int)-after : 0;
            }
        }
    }

    /// <summary>Counts what was dropped under a key; the number of this one, from 1.</summary>
    public int CountDropped(ulong key, uint now) => Interlocked.Increment(ref Find(key, now).Dropped);

    private ref Counter Find(ulong key, uint now)
    {
        key |= 1;
        var set = (int)((key >> 8) & _mask) * Ways;
        var (oldest, age) = (set, -1L);
        for (var i = set; i < set + Ways; i++)
        {
            ref var counter = ref _counters[i];
            var there = Volatile.Read(ref counter.Key);
            if (there == key)
            {
                return ref counter;
            }
            var unused = there == 0 ? long.MaxValue : now - (Volatile.Read(ref counter.State) >> 32);
            if (unused > age)
            {
                (oldest, age) = (i, unused);
            }
        }
        ref var taken = ref _counters[oldest];
        Volatile.Write(ref taken.Key, key);
        Volatile.Write(ref taken.State, 0);
        Volatile.Write(ref taken.Dropped, 0);
        return ref taken;
    }

    private struct Counter
    {
        public ulong Key;

        // The second of the last response, and the balance.
        public long State;
        public int Dropped;
    }
}
