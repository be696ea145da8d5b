namespace Waypost.Mail.Routing;

/// <summary>When a recipient that could not be reached is tried again (RFC 5321 section 4.5.4.1).</summary>
/// <param name="Delays">The waits after the first, second, ... attempt; the last one repeats.</param>
/// <param name="Lifetime">How long after its acceptance a message is kept.</param>
public sealed record RetrySchedule(IReadOnlyList<TimeSpan> Delays, TimeSpan Lifetime)
{
    /// <summary>The next attempt, or null when the message has been tried for its lifetime.</summary>
    /// <param name="attempts">Attempts before the one that just failed.</param>
    /// <param name="acceptedAt">When the message was accepted.</param>
    /// <param name="now">The time.</param>
    public DateTimeOffset? Next(int attempts, DateTimeOffset acceptedAt, DateTimeOffset now)
    {
        DateTimeOffset end = acceptedAt + Lifetime;
        if (now >= end)
        {
            return null;
        }

        TimeSpan delay = Delays.Count == 0 ? TimeSpan.FromMinutes(15) : Delays[Math.Clamp(attempts, 0, Delays.Count - 1)];
        return now + delay < end ? now + delay : end;
    }
}
