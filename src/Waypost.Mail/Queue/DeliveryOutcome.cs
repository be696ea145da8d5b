namespace Waypost.Mail.Queue;

/// <summary>What one delivery attempt came to.</summary>
/// <param name="State">Delivered and Failed end the recipient; Queued means try again at <paramref name="NextAttempt"/>.</param>
/// <param name="Reason">The remote reply or local error, for listings; null on success.</param>
/// <param name="NextAttempt">When to try again.</param>
public sealed record DeliveryOutcome(QueueState State, string? Reason, DateTimeOffset? NextAttempt)
{
    /// <summary>How the trace calls it.</summary>
    public MessageEventKind Event { get; init; } = State switch
    {
        QueueState.Delivered => MessageEventKind.Delivered,
        QueueState.Failed => MessageEventKind.Bounced,
        QueueState.Held => MessageEventKind.Held,
        _ => MessageEventKind.Deferred,
    };

    /// <summary>The server that decided, or null.</summary>
    public string? Host { get; init; }

    /// <summary>The last reply, for the trace, where it is not the <see cref="Reason"/>.</summary>
    public string? Reply { get; init; }

    /// <summary>The sender is told of the delay with this outcome.</summary>
    public bool IsDelayWarned { get; init; }

    /// <summary>No attempt was made, so that it does not count as one.</summary>
    public bool IsPostponed { get; init; }
}

/// <summary>A leased recipient with its outcome.</summary>
public sealed record CompletedRecipient(LeasedRecipient Leased, DeliveryOutcome Outcome);
