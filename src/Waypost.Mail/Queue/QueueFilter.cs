namespace Waypost.Mail.Queue;

/// <summary>Which recipients of the queue are meant: those for which everything that is not null is true. Addresses and
/// domains compare without case.</summary>
public sealed record QueueFilter
{
    /// <summary>Everything in the queue.</summary>
    public static QueueFilter All { get; } = new();

    /// <summary>One message.</summary>
    public long? MessageId { get; init; }

    /// <summary>The reverse-path; empty for the null reverse-path, <c>@domain</c> for all of a domain.</summary>
    public string? Sender { get; init; }

    /// <summary>The forward-path, or the address that it leads to.</summary>
    public string? Recipient { get; init; }

    /// <summary>The domain of the forward-path, or of the address that it leads to.</summary>
    public string? Domain { get; init; }

    /// <summary>Queued or Held.</summary>
    public QueueState? State { get; init; }

    /// <summary>Only messages that were accepted before this time.</summary>
    public DateTimeOffset? AcceptedBefore { get; init; }

    /// <summary>Only recipients with an attempt behind them.</summary>
    public bool? IsDeferred { get; init; }

    /// <summary>The filter of one message.</summary>
    public static QueueFilter Of(long messageId) => new() { MessageId = messageId };
}

/// <summary>What an operator can do to queued recipients.</summary>
public enum QueueAction
{
    /// <summary>No attempt until released.</summary>
    Hold,

    /// <summary>Undoes a hold; due at once.</summary>
    Release,

    /// <summary>Due at once.</summary>
    Flush,

    /// <summary>Due at once, as if it were new: no attempt counted, its lifetime begun again.</summary>
    Requeue,

    /// <summary>Due at once, and when that attempt fails it was the last.</summary>
    Expire,

    /// <summary>Returned to its sender without a further attempt.</summary>
    Bounce,

    /// <summary>Removed; nobody is told.</summary>
    Delete,
}

/// <summary>How much an action changed.</summary>
public sealed record QueueActionResult(int Messages, int Recipients);
