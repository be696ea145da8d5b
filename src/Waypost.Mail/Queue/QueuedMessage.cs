namespace Waypost.Mail.Queue;

/// <summary>A message in a queue listing.</summary>
public sealed record QueuedMessage(long Id, string ReversePath, long Size, DateTimeOffset AcceptedAt, IReadOnlyList<QueuedRecipient> Recipients)
{
    /// <summary>The id in the Received field and in the 250 reply.</summary>
    public string? TraceId { get; init; }

    /// <summary>The priority (RFC 6710), -9 to 9.</summary>
    public int Priority { get; init; }

    /// <summary>Why an access entry has quarantined the message, or null.</summary>
    public string? Quarantine { get; init; }
}

/// <summary>A recipient in a queue listing.</summary>
public sealed record QueuedRecipient(long Id, string Address, string? Account, string? RemoteAddress, QueueState State, int Attempts, string? Reason, DateTimeOffset? NextAttempt)
{
    /// <summary>A file to append to, or null.</summary>
    public string? File { get; init; }

    /// <summary>A command to pipe into, or null.</summary>
    public string? Command { get; init; }

    /// <summary>An attempt is under way.</summary>
    public bool IsActive { get; init; }
}
