namespace Waypost.Mail.Queue;

/// <summary>The states of a queued recipient.</summary>
public enum QueueState { Queued, Held, Delivered, Failed }

/// <summary>A recipient that the caller has leased; until the lease ends no other node touches it.</summary>
public sealed record LeasedRecipient(long RecipientId, long MessageId, string ReversePath, QueueRecipient Recipient, int Attempts, DateTimeOffset AcceptedAt);

/// <summary>What one delivery attempt came to.</summary>
/// <param name="State">Delivered and Failed end the recipient; Queued means try again at <paramref name="NextAttempt"/>.</param>
/// <param name="Reason">The remote reply or local error, for listings; null on success.</param>
public sealed record DeliveryOutcome(QueueState State, string? Reason, DateTimeOffset? NextAttempt);

/// <summary>A message in a queue listing.</summary>
public sealed record QueuedMessage(long Id, string ReversePath, long Size, DateTimeOffset AcceptedAt, IReadOnlyList<QueuedRecipient> Recipients);

/// <summary>A recipient in a queue listing.</summary>
public sealed record QueuedRecipient(long Id, string Address, string? Account, string? RemoteAddress, QueueState State, int Attempts, string? Reason, DateTimeOffset? NextAttempt);

/// <summary>The durable queue. A message leaves it when no recipient is left in it.</summary>
public interface IMessageQueue
{
    /// <summary>Stores a message and returns its id once it is committed to disk; concurrent callers share one commit.</summary>
    Task<long> EnqueueAsync(AcceptedMessage message, CancellationToken cancellationToken);

    /// <summary>Leases up to <paramref name="max"/> recipients that are due, oldest first.</summary>
    Task<IReadOnlyList<LeasedRecipient>> LeaseDueAsync(int max, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Makes a lease end <paramref name="lease"/> from now; zero gives the recipient back at once.</summary>
    Task ExtendLeaseAsync(long recipientId, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Reads a message's content.</summary>
    Task<ReadOnlyMemory<byte>> ReadContentAsync(long messageId, CancellationToken cancellationToken);

    /// <summary>Ends a lease. A message whose last recipient is Delivered or Failed is removed.</summary>
    Task CompleteAsync(long recipientId, DeliveryOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Delivers a leased local recipient: the message goes into the account's INBOX and out of the queue in one transaction.</summary>
    Task DeliverLocallyAsync(LeasedRecipient leased, ReadOnlyMemory<byte> headerPrefix, CancellationToken cancellationToken);

    /// <summary>Completes when something was enqueued or made due, or <paramref name="atMost"/> has passed.</summary>
    Task WaitForWorkAsync(TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>One page of the queue by id, after <paramref name="afterId"/>.</summary>
    Task<IReadOnlyList<QueuedMessage>> ListAsync(long afterId, int limit, CancellationToken cancellationToken);

    /// <summary>One message, or null.</summary>
    Task<QueuedMessage?> FindAsync(long messageId, CancellationToken cancellationToken);

    /// <summary>Makes a message's queued recipients due now; null means all messages. Returns how many recipients.</summary>
    Task<int> FlushAsync(long? messageId, CancellationToken cancellationToken);

    /// <summary>Holds a message: no attempt until released. False when there is no such message.</summary>
    Task<bool> HoldAsync(long messageId, CancellationToken cancellationToken);

    /// <summary>Releases a held message, due at once. False when there is no such message.</summary>
    Task<bool> ReleaseAsync(long messageId, CancellationToken cancellationToken);

    /// <summary>Deletes a message without a DSN. False when there is no such message.</summary>
    Task<bool> DeleteAsync(long messageId, CancellationToken cancellationToken);
}
