namespace Waypost.Dns.Transfers;

/// <summary>Bounds of the SOA's timers for a secondary, as BIND's min-refresh-time and its kin; the defaults are BIND's.</summary>
public sealed record RefreshBounds(TimeSpan MinRefresh, TimeSpan MaxRefresh, TimeSpan MinRetry, TimeSpan MaxRetry)
{
    /// <summary>5 minutes to 4 weeks, and 500 seconds to 2 weeks.</summary>
    public static RefreshBounds Default { get; } = new(TimeSpan.FromSeconds(300), TimeSpan.FromDays(28), TimeSpan.FromSeconds(500), TimeSpan.FromDays(14));
}

/// <summary>When a secondary asks its primaries next, and when it stops to answer (RFC 1035 section 3.3.13).</summary>
public static class RefreshSchedule
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRetry = TimeSpan.FromHours(1);

    /// <summary>
    /// After a check that went well: the SOA's refresh within the bounds, less up to a quarter, so that zones loaded together do
    /// not ask together for ever.
    /// </summary>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan Refresh(SoaFields soa, RefreshBounds bounds, double jitter) => Less(Within(soa.Refresh, bounds.MinRefresh, bounds.MaxRefresh), jitter);

    /// <summary>After a check that failed, with a version that is still served.</summary>
    public static TimeSpan Retry(SoaFields soa, RefreshBounds bounds, double jitter) => Less(Within(soa.Retry, bounds.MinRetry, bounds.MaxRetry), jitter);

    /// <summary>After a check that failed, with nothing to serve: 5 seconds, doubled with each failure up to an hour.</summary>
    public static TimeSpan RetryUnloaded(int failures, double jitter)
    {
        var doublings = Math.Clamp(failures - 1, 0, 20);
        var wait = TimeSpan.FromSeconds(FirstRetry.TotalSeconds * (1 << doublings));
        return Less(wait < LastRetry ? wait : LastRetry, jitter);
    }

    /// <summary>How long a version is served without a successful check: the SOA's expire, but never less than refresh and retry.</summary>
    public static TimeSpan Expire(SoaFields soa, RefreshBounds bounds)
    {
        var least = Within(soa.Refresh, bounds.MinRefresh, bounds.MaxRefresh) + Within(soa.Retry, bounds.MinRetry, bounds.MaxRetry);
        var expire = TimeSpan.FromSeconds(soa.Expire);
        return expire > least ? expire : least;
    }

    private static TimeSpan Within(uint seconds, TimeSpan least, TimeSpan most)
    {
        var value = TimeSpan.FromSeconds(seconds);
        value = value < least ? least : value;
        return value > most ? most : value;
    }

    private static TimeSpan Less(TimeSpan value, double jitter) => value - value * (0.25 * Math.Clamp(jitter, 0, 1));
}
