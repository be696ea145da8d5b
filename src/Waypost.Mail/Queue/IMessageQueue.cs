namespace Waypost.Mail.Queue;

/// <summary>The durable queue. A message leaves it when no recipient is left in it.</summary>
public interface IMessageQueue
{
    /// <summary>Stores a message and returns its id once it is committed to disk; concurrent callers share one commit.
    /// Recipients that need nothing but an INBOX may be delivered in the same transaction.</summary>
    Task<long> EnqueueAsync(AcceptedMessage message, CancellationToken cancellationToken);

    /// <summary>Leases up to <paramref name="max"/> recipients that are due, the highest priority first, then the longest due.</summary>
    Task<IReadOnlyList<LeasedRecipient>> LeaseDueAsync(int max, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Makes leases end <paramref name="lease"/> from now; zero gives the recipients back at once.</summary>
    Task ExtendLeasesAsync(IReadOnlyCollection<long> recipientIds, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Reads a message's content.</summary>
    Task<ReadOnlyMemory<byte>> ReadContentAsync(long messageId, CancellationToken cancellationToken);

    /// <summary>Ends leases of one message and queues what its senders are to be told, in one transaction. A message whose
    /// last recipient is Delivered or Failed is removed. When nothing of it is left, nobody is told.</summary>
    Task CompleteAsync(IReadOnlyList<CompletedRecipient> completed, IReadOnlyList<AcceptedMessage> notices, CancellationToken cancellationToken);

    /// <summary>Delivers a leased local recipient: the message goes into the account's INBOX and out of the queue in one
    /// transaction. False when there is no such account any more; the lease goes on then.</summary>
    Task<bool> DeliverLocallyAsync(LeasedRecipient leased, ReadOnlyMemory<byte> headerPrefix, IReadOnlyList<AcceptedMessage> notices, CancellationToken cancellationToken);

    /// <summary>Completes when something was enqueued or made due, or <paramref name="atMost"/> has passed.</summary>
    Task WaitForWorkAsync(TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>One page of the messages that the filter takes, by id, after <paramref name="afterId"/>; each with all of its recipients.</summary>
    Task<IReadOnlyList<QueuedMessage>> ListAsync(QueueFilter filter, long afterId, int limit, CancellationToken cancellationToken);

    /// <summary>One message, or null.</summary>
    Task<QueuedMessage?> FindAsync(long messageId, CancellationToken cancellationToken);

    /// <summary>Does something to every recipient that the filter takes. Returns how many it changed.</summary>
    Task<QueueActionResult> ActAsync(QueueAction action, QueueFilter filter, CancellationToken cancellationToken);

    /// <summary>Gives a message another priority (RFC 6710), -9 to 9. False when there is no such message.</summary>
    Task<bool> SetPriorityAsync(long messageId, int priority, CancellationToken cancellationToken);
}
