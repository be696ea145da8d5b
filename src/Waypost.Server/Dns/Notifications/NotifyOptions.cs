namespace Waypost.Server.Dns.Notifications;

/// <summary>Settings of announcements of changes (RFC 1996), section <c>Notify</c>.</summary>
public sealed record NotifyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Notify";

    /// <summary>
    /// The least time between two announcements of one zone, in time span form: changes meanwhile are announced together
    /// (BIND's notify-delay). Zero announces each. Default 1 s.
    /// </summary>
    public TimeSpan BatchDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Announcements under way at a time. Default 100.</summary>
    public int MaxConcurrent { get; set; } = 100;

    /// <summary>How often one is sent until the secondary answers, with waits that double from 2 s. Default 5.</summary>
    public int MaxTries { get; set; } = 5;
}
