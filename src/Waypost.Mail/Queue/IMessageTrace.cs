namespace Waypost.Mail.Queue;

/// <summary>What has become of messages, for some days after they have left the queue.</summary>
public interface IMessageTrace
{
    /// <summary>One message by its id or by the id of its Received field, or null.</summary>
    Task<TracedMessage?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>One page of messages, the newest first, before <paramref name="beforeId"/> (null for the first page).</summary>
    Task<IReadOnlyList<TracedMessage>> ListAsync(TraceFilter filter, long? beforeId, int limit, CancellationToken cancellationToken);

    /// <summary>One page of a message's events in their order, after <paramref name="afterId"/>.</summary>
    Task<IReadOnlyList<MessageEvent>> ReadEventsAsync(long messageId, long afterId, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets up to <paramref name="max"/> messages that were accepted before a time and have left the queue. Returns how many.</summary>
    Task<int> PurgeAsync(DateTimeOffset acceptedBefore, int max, CancellationToken cancellationToken);
}

/// <summary>Which messages are meant: those for which everything that is not null is true. Addresses compare without case.</summary>
public sealed record TraceFilter(string? Sender = null, string? Recipient = null, DateTimeOffset? Since = null);

/// <summary>A message that was accepted.</summary>
public sealed record TracedMessage(long Id, string TraceId, string ReversePath, long Size, DateTimeOffset AcceptedAt, IReadOnlyList<string> Recipients);

/// <summary>One step of one recipient.</summary>
/// <param name="Id">Ascending in the order of the steps.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Recipient">The forward-path.</param>
/// <param name="At">When.</param>
/// <param name="Host">The server that was spoken to, or null.</param>
/// <param name="Detail">The server's reply, the reason, or where it went; null when there is no more to say.</param>
public sealed record MessageEvent(long Id, MessageEventKind Kind, string Recipient, DateTimeOffset At, string? Host, string? Detail);

/// <summary>The steps of a recipient.</summary>
public enum MessageEventKind
{
    /// <summary>The client has its 250.</summary>
    Accepted,

    /// <summary>The tables led the forward-path to an account, another address, a file or a command.</summary>
    Resolved,

    /// <summary>An attempt failed for now.</summary>
    Deferred,

    /// <summary>In the mailbox, the file or the command.</summary>
    Delivered,

    /// <summary>Taken by another server.</summary>
    Relayed,

    /// <summary>Failed for good.</summary>
    Bounced,

    /// <summary>Not delivered within its lifetime.</summary>
    Expired,

    /// <summary>Held, or quarantined.</summary>
    Held,

    /// <summary>Released.</summary>
    Released,

    /// <summary>Removed by an operator.</summary>
    Deleted,

    /// <summary>Made due as if it were new.</summary>
    Requeued,

    /// <summary>Made due by an operator.</summary>
    Flushed,

    /// <summary>An operator asked that its next failure be its last, or that it be returned.</summary>
    Condemned,

    /// <summary>Its sender was told that it is late.</summary>
    DelayWarned,
}
