namespace Waypost.Mail.Queue;

/// <summary>The usual actions on one message.</summary>
public static class MessageQueueActions
{
    /// <summary>Makes a message's queued recipients due now; null means all messages. Returns how many recipients.</summary>
    public static async Task<int> FlushAsync(this IMessageQueue queue, long? messageId, CancellationToken cancellationToken) =>
        (await queue.ActAsync(QueueAction.Flush, new QueueFilter { MessageId = messageId }, cancellationToken)).Recipients;

    /// <summary>Holds a message: no attempt until released. False when there is no such message.</summary>
    public static async Task<bool> HoldAsync(this IMessageQueue queue, long messageId, CancellationToken cancellationToken) =>
        (await queue.ActAsync(QueueAction.Hold, QueueFilter.Of(messageId), cancellationToken)).Messages > 0;

    /// <summary>Releases a held message, due at once. False when there is no such message, or it is not held.</summary>
    public static async Task<bool> ReleaseAsync(this IMessageQueue queue, long messageId, CancellationToken cancellationToken) =>
        (await queue.ActAsync(QueueAction.Release, QueueFilter.Of(messageId), cancellationToken)).Messages > 0;

    /// <summary>Deletes a message without a DSN. False when there is no such message.</summary>
    public static async Task<bool> DeleteAsync(this IMessageQueue queue, long messageId, CancellationToken cancellationToken) =>
        (await queue.ActAsync(QueueAction.Delete, QueueFilter.Of(messageId), cancellationToken)).Messages > 0;

    /// <summary>One page of the whole queue.</summary>
    public static Task<IReadOnlyList<QueuedMessage>> ListAsync(this IMessageQueue queue, long afterId, int limit, CancellationToken cancellationToken) =>
        queue.ListAsync(QueueFilter.All, afterId, limit, cancellationToken);
}
