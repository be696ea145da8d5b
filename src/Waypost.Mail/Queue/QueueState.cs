namespace Waypost.Mail.Queue;

/// <summary>The states of a queued recipient.</summary>
public enum QueueState { Queued, Held, Delivered, Failed }

/// <summary>What an operator has decided about a recipient.</summary>
public enum QueueFate
{
    /// <summary>Nothing: the schedule decides.</summary>
    None,

    /// <summary>One more attempt, and the sender is told when it fails.</summary>
    Expire,

    /// <summary>No further attempt: the sender is told.</summary>
    Bounce,

    /// <summary>The next attempt is made even where its destination is being left alone for a while.</summary>
    Attempt,
}
