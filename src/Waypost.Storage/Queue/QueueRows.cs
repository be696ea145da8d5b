using Waypost.Mail.Queue;
using Waypost.Storage.Database;
using Waypost.Storage.Mailboxes;

namespace Waypost.Storage.Queue;

/// <summary>Rows of queued messages and their recipients.</summary>
internal static class QueueRows
{
    private const string FindByKey = """SELECT id FROM queue_messages WHERE enqueue_key = @key""";

    private const string InsertMessage = """
        INSERT INTO queue_messages (enqueue_key, reverse_path, content_id, size, accepted_at) {output id}
        VALUES (@key, @reversePath, @contentId, @size, @now) {returning id}
        """;

    private const string InsertRecipient = """
        INSERT INTO queue_recipients (message_id, address, account, remote_address, recipient_state, attempts, next_attempt_at)
        VALUES (@messageId, @address, @account, @remoteAddress, 0, 0, @now)
        """;

    private const string DeleteRecipient = """DELETE FROM queue_recipients WHERE id = @recipientId""";
    private const string CountRecipients = """SELECT COUNT(*) FROM queue_recipients WHERE message_id = @messageId""";
    private const string LockMessage = """SELECT content_id FROM queue_messages {locked} WHERE id = @messageId""";
    private const string DeleteRecipients = """DELETE FROM queue_recipients WHERE message_id = @messageId""";
    private const string DeleteMessage = """DELETE FROM queue_messages WHERE id = @messageId""";

    /// <summary>Stores a message. The key makes a second attempt of the same unit of work find what the first has stored.</summary>
    public static async Task<long> InsertAsync(DatabaseSession session, AcceptedMessage message, string key)
    {
        if (await session.FindAsync<long?>(FindByKey, new { key }) is { } known)
        {
            return known;
        }

        var contentId = await ContentRows.InsertAsync(session, message.Content);
        var messageId = await session.ReadAsync<long>(InsertMessage, new { key, reversePath = message.ReversePath, contentId, size = (long)message.Content.Length, now = session.Now });
        foreach (var recipient in message.Recipients)
        {
            await session.ExecuteAsync(InsertRecipient, new
            {
                messageId,
                address = recipient.Address,
                account = recipient.Account,
                remoteAddress = recipient.RemoteAddress,
                now = session.Now,
            });
        }

        return messageId;
    }

    /// <summary>Takes a recipient out, and the message with the last one. False when the recipient was out already.</summary>
    public static async Task<bool> RemoveRecipientAsync(DatabaseSession session, long recipientId, long messageId)
    {
        // The message's row is locked first, so that of two last recipients one sees the other gone.
        await session.FindAsync<long?>(LockMessage, new { messageId });
        if (await session.ExecuteAsync(DeleteRecipient, new { recipientId }) == 0)
        {
            return false;
        }

        if (await session.ReadAsync<long>(CountRecipients, new { messageId }) == 0)
        {
            await RemoveMessageAsync(session, messageId);
        }

        return true;
    }

    /// <summary>Takes a message out with whatever recipients are left. False when there is none.</summary>
    public static async Task<bool> RemoveMessageAsync(DatabaseSession session, long messageId)
    {
        if (await session.FindAsync<long?>(LockMessage, new { messageId }) is not { } contentId)
        {
            return false;
        }

        await session.ExecuteAsync(DeleteRecipients, new { messageId });
        await session.ExecuteAsync(DeleteMessage, new { messageId });
        await ContentRows.DeleteUnreferencedAsync(session, [contentId]);
        return true;
    }
}
