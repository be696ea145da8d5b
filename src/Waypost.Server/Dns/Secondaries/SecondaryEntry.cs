using Waypost.Dns.Transfers;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>One secondary zone as the scheduler has it. All members are guarded by the scheduler's lock.</summary>
internal sealed class SecondaryEntry
{
    public SecondaryState State { get; set; } = SecondaryState.Empty;

    /// <summary>The settings' primaries, to see when they change.</summary>
    public IReadOnlyList<string>? Primaries { get; set; }

    /// <summary>Whether a check runs.</summary>
    public bool Busy { get; set; }

    /// <summary>Whether to check again as soon as the running check ends.</summary>
    public bool Again { get; set; }

    /// <summary>Whether the next check transfers the zone whole; kept until one succeeds.</summary>
    public bool Force { get; set; }

    /// <summary>The primary to begin with.</summary>
    public string? First { get; set; }

    /// <summary>Checks that failed in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Whether the content has expired; the state keeps the time, so that a restart does not serve it either.</summary>
    public bool Expired { get; set; }

    /// <summary>When there is something to do: a check, or the expiry.</summary>
    public DateTimeOffset? Due => (State.NextCheck, Expired ? null : State.ExpiresAt) switch
    {
        ({ } next, { } expires) => next < expires ? next : expires,
        var (next, expires) => next ?? expires,
    };
}
