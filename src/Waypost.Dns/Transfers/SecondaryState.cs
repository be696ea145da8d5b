namespace Waypost.Dns.Transfers;

/// <summary>What is known of a secondary zone's dealings with its primaries; times in UTC, null for never.</summary>
public sealed record SecondaryState
{
    /// <summary>Nothing yet.</summary>
    public static SecondaryState Empty { get; } = new();

    /// <summary>When the primaries were asked last.</summary>
    public DateTimeOffset? LastCheck { get; init; }

    /// <summary>When they are asked next.</summary>
    public DateTimeOffset? NextCheck { get; init; }

    /// <summary>When a version was transferred last.</summary>
    public DateTimeOffset? LastTransfer { get; init; }

    /// <summary>When the content stops to be served unless a check goes well before.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why the last check failed; null when it did not.</summary>
    public string? LastError { get; init; }

    /// <summary>The primary that answered last, as <see cref="PrimaryAddress"/> writes it.</summary>
    public string? Primary { get; init; }
}
