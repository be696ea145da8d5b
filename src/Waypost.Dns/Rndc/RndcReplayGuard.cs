namespace Waypost.Dns.Rndc;

/// <summary>Refuses messages from a wrong clock, expired ones, and any that came before; one for all connections of a channel.</summary>
public sealed class RndcReplayGuard
{
    private const uint ClockSkew = 300;
    private const int MaxRemembered = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Serial, uint Sent), uint> _seen = [];

    /// <summary>Null when the message is fresh, otherwise BIND's word for what is wrong with it. Times are seconds since 1970.</summary>
    public string? Check(string serial, uint? sent, uint? expires, uint now)
    {
        if (sent is not { } when)
        {
            return "failure";
        }
        if ((long)when + ClockSkew < now || when > (long)now + ClockSkew)
        {
            return "clock skew";
        }
        if (expires < now)
        {
            return "expired";
        }
        lock (_lock)
        {
            if (_seen.Count >= MaxRemembered)
            {
                Forget(now);
            }
            // A message older than the skew is refused above, so that nothing needs to be remembered for longer.
            return _seen.Count >= MaxRemembered ? "quota reached" : _seen.TryAdd((serial, when), when + ClockSkew) ? null : "duplicate";
        }
    }

    private void Forget(uint now)
    {
        foreach (var (key, until) in _seen)
        {
            if (until < now)
            {
                _seen.Remove(key);
            }
        }
    }
}
