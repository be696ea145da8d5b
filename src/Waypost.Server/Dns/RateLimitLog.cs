using Microsoft.Extensions.Logging;
using Waypost.Dns.RateLimiting;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns;

/// <summary>Logs what rate limits hold back: one line a second at most, since an attack must not fill the disk.</summary>
internal sealed partial class RateLimitLog(RateLimiter limiter, TimeProvider time, ILogger<RateLimitLog> logger)
{
    private long _limited;
    private long _second;

    /// <summary>Listens to the limiter.</summary>
    public void Attach() => limiter.Limited = Note;

    private void Note(DnsPeer peer, ResponseCategory category, int debt)
    {
        var count = Interlocked.Increment(ref _limited);
        var (second, now) = (Volatile.Read(ref _second), time.GetUtcNow().ToUnixTimeSeconds());
        if (second == now || Interlocked.CompareExchange(ref _second, now, second) != second)
        {
            return;
        }
        Interlocked.Add(ref _limited, -count);
        if (limiter.Settings.LogOnly)
        {
            LogWouldLimit(count, category, peer);
        }
        else
        {
            LogLimited(count, category, peer);
        }
    }

    [LoggerMessage(1014, LogLevel.Information, "DNS rate limit: {Count} responses held back, the last one {Category} to {Peer}")]
    private partial void LogLimited(long count, ResponseCategory category, DnsPeer peer);

    [LoggerMessage(1015, LogLevel.Information, "DNS rate limit, log only: {Count} responses would have been held back, the last one {Category} to {Peer}")]
    private partial void LogWouldLimit(long count, ResponseCategory category, DnsPeer peer);
}
