using System.Collections.Concurrent;
using System.Net;
using System.Threading.RateLimiting;

namespace Waypost.Api.Http;

/// <summary>How much one client may ask.</summary>
/// <param name="RequestsPerSecond">By key; 0 for no limit.</param>
/// <param name="FailuresPerMinute">Wrong keys by address, before it is locked out for a minute; 0 for no limit.</param>
public sealed record ApiLimits(int RequestsPerSecond, int FailuresPerMinute);

/// <summary>Locks out addresses that guess keys.</summary>
public sealed class GuessingGuard(ApiLimits limits, TimeProvider time)
{
    private const int MaxAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<IPAddress, (int Failures, DateTimeOffset Until)> _failures = new();

    /// <summary>How long an address is still locked out, or null when it is not.</summary>
    public TimeSpan? LockedFor(IPAddress? address) =>
        limits.FailuresPerMinute > 0 && address is not null && _failures.TryGetValue(address, out var entry) && entry.Failures >= limits.FailuresPerMinute && entry.Until > time.GetUtcNow()
            ? entry.Until - time.GetUtcNow()
            : null;

    /// <summary>Counts a wrong key.</summary>
    public void Fail(IPAddress? address)
    {
        if (address is null || limits.FailuresPerMinute == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        if (_failures.Count >= MaxAddresses)
        {
            foreach (var (old, _) in _failures.Where(entry => entry.Value.Until <= now))
            {
                _failures.TryRemove(old, out _);
            }
        }

        if (_failures.Count < MaxAddresses || _failures.ContainsKey(address))
        {
            _failures.AddOrUpdate(address, (1, now + Window), (_, before) => before.Until <= now ? (1, now + Window) : (before.Failures + 1, before.Until));
        }
    }
}

/// <summary>A limit of requests for each key, told in RateLimit headers (draft-ietf-httpapi-ratelimit-headers).</summary>
public sealed class RateLimitMiddleware(RequestDelegate next, ApiLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = Math.Max(1, limits.RequestsPerSecond),
        TokensPerPeriod = Math.Max(1, limits.RequestsPerSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        QueueLimit = 0,
        AutoReplenishment = true,
    }));

    public async Task InvokeAsync(HttpContext context)
    {
        if (limits.RequestsPerSecond == 0 || context.User.Identity?.IsAuthenticated != true)
        {
            await next(context);
            return;
        }

        var actor = context.Actor();
        using var lease = _limiter.AttemptAcquire(actor);
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = limits.RequestsPerSecond.ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = (_limiter.GetStatistics(actor)?.CurrentAvailablePermits ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = "1";
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        headers.RetryAfter = "1";
        await Problems.OfStatus(429).ExecuteAsync(context);
    }

    public void Dispose() => _limiter.Dispose();
}
