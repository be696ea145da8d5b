using Waypost.Mail.Queue;
using Waypost.Storage.Database;
using Waypost.Storage.Mailboxes;

namespace Waypost.Storage.Queue;

/// <summary>Rows of queued messages and their recipients.</summary>
internal static class QueueRows
{
    private const string InsertMessage = """
        INSERT INTO queue_messages (enqueue_key, reverse_path, content_id, size, accepted_at, trace_id, envelope_id, dsn_return, body_kind, is_utf8, require_tls, quarantine) {output id}
        VALUES (@key, @reversePath, @contentId, @size, @now, @traceId, @envelopeId, @dsnReturn, @bodyKind, @isUtf8, @requireTls, @quarantine) {returning id}
        """;

    private const string InsertRecipient = """
        INSERT INTO queue_recipients (message_id, address, account, remote_address, recipient_state, attempts, reason, next_attempt_at, order_class, hold_until,
            notify, original_recipient, reverse_path, detail, file_path, command_line)
        VALUES (@messageId, @address, @account, @remoteAddress, @state, 0, @reason, @nextAttempt, @orderClass, @holdUntil,
            @notify, @originalRecipient, @reversePath, @detail, @filePath, @commandLine)
        """;

    private const string DeleteRecipient = """DELETE FROM queue_recipients WHERE id = @recipientId""";
    private const string CountRecipients = """SELECT COUNT(*) FROM queue_recipients WHERE message_id = @messageId""";
    private const string LockMessage = """SELECT content_id FROM queue_messages {locked} WHERE id = @messageId""";
    private const string DeleteRecipients = """DELETE FROM queue_recipients WHERE message_id = @messageId""";
    private const string DeleteMessage = """DELETE FROM queue_messages WHERE id = @messageId""";

    public static Task<long> InsertMessageAsync(DatabaseSession session, AcceptedMessage message, string key, string traceId, long contentId) =>
        session.ReadAsync<long>(InsertMessage, new
        {
            key,
            reversePath = message.ReversePath,
            contentId,
            size = (long)message.Content.Length,
            now = session.Now,
            traceId,
            envelopeId = EventRows.Cut(message.EnvelopeId, 200),
            dsnReturn = (int?)message.Return,
            bodyKind = (int)message.Body,
            isUtf8 = message.IsUtf8,
            requireTls = message.RequireTls,
            quarantine = EventRows.Cut(message.Quarantine, 1000),
        });

    public static Task InsertRecipientAsync(DatabaseSession session, long messageId, AcceptedMessage message, QueueRecipient recipient) =>
        session.ExecuteAsync(InsertRecipient, new
        {
            messageId,
            address = recipient.Address,
            account = recipient.Account,
            remoteAddress = recipient.RemoteAddress,
            state = message.Quarantine is null ? 0 : 1,
            reason = EventRows.Cut(message.Quarantine, 1000),
            nextAttempt = message.HoldUntil ?? session.Now,
            orderClass = -Math.Clamp(message.Priority, -9, 9),
            holdUntil = message.HoldUntil,
            notify = (int?)recipient.Notify,
            originalRecipient = EventRows.Cut(recipient.OriginalRecipient, 600),
            reversePath = recipient.ReversePath,
            detail = EventRows.Cut(recipient.Detail, 320),
            filePath = recipient.File,
            commandLine = recipient.Command,
        });

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

    /// <summary>Takes out the row of a message that never had a queued recipient; its content is referred to elsewhere.</summary>
    public static Task ForgetAsync(DatabaseSession session, long messageId) => session.ExecuteAsync(DeleteMessage, new { messageId });
}
