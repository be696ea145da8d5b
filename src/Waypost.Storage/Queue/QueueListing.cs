using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>The queue as its listings show it.</summary>
internal static class QueueListing
{
    private const string ListAll = """
        SELECT {top @limit} id, reverse_path, size, accepted_at, trace_id, quarantine FROM queue_messages WHERE id > @afterId ORDER BY id {limit @limit}
        """;

    private const string ListMatching = """
        SELECT {top @limit} m.id, m.reverse_path, m.size, m.accepted_at, m.trace_id, m.quarantine
        FROM queue_messages m
        WHERE m.id > @AfterId
            AND (@MessageId IS NULL OR m.id = @MessageId)
            AND (@AcceptedBefore IS NULL OR m.accepted_at < @AcceptedBefore)
            AND EXISTS (
                SELECT 1 FROM queue_recipients r
                WHERE r.message_id = m.id
                    AND (@Sender IS NULL OR LOWER(COALESCE(r.reverse_path, m.reverse_path)) = @Sender)
                    AND (@SenderLike IS NULL OR LOWER(COALESCE(r.reverse_path, m.reverse_path)) LIKE @SenderLike ESCAPE '\')
                    AND (@Recipient IS NULL OR LOWER(r.address) = @Recipient OR LOWER(r.remote_address) = @Recipient)
                    AND (@DomainLike IS NULL OR LOWER(r.address) LIKE @DomainLike ESCAPE '\' OR LOWER(r.remote_address) LIKE @DomainLike ESCAPE '\')
                    AND (@State IS NULL OR r.recipient_state = @State)
                    AND (@MinAttempts IS NULL OR r.attempts >= @MinAttempts)
                    AND (@MaxAttempts IS NULL OR r.attempts <= @MaxAttempts))
        ORDER BY m.id {limit @limit}
        """;

    private const string FindMessage = """SELECT id, reverse_path, size, accepted_at, trace_id, quarantine FROM queue_messages WHERE id = @messageId""";

    private const string ListRecipients = """
        SELECT id, message_id, address, account, remote_address, file_path, command_line, recipient_state, attempts, reason, next_attempt_at, order_class,
            CASE WHEN lease_until > @now THEN 1 ELSE 0 END AS active
        FROM queue_recipients WHERE message_id IN {list @ids} ORDER BY id
        """;

    public static async Task<IReadOnlyList<QueuedMessage>> ListAsync(DatabaseSession session, QueueFilter filter, long afterId, int limit)
    {
        if (filter == QueueFilter.All)
        {
            return await WithRecipientsAsync(session, await session.QueryAsync<Message>(ListAll, new { afterId, limit }));
        }

        var rows = QueueFilterRows.Of(filter);
        return await WithRecipientsAsync(session, await session.QueryAsync<Message>(ListMatching, new
        {
            AfterId = afterId,
            limit,
            rows.MessageId,
            rows.Sender,
            rows.SenderLike,
            rows.Recipient,
            rows.DomainLike,
            rows.State,
            rows.AcceptedBefore,
            rows.MinAttempts,
            rows.MaxAttempts,
        }));
    }

    public static async Task<QueuedMessage?> FindAsync(DatabaseSession session, long messageId) =>
        await session.FindAsync<Message>(FindMessage, new { messageId }) is { } message
            ? (await WithRecipientsAsync(session, [message])).SingleOrDefault()
            : null;

    private static async Task<IReadOnlyList<QueuedMessage>> WithRecipientsAsync(DatabaseSession session, List<Message> messages)
    {
        var ids = DatabaseSession.NumberList(messages.Select(message => message.Id));
        var recipients = (await session.QueryAsync<Recipient>(ListRecipients, new { ids, now = session.Now })).ToLookup(recipient => recipient.MessageId);
        return messages.ConvertAll(message => new QueuedMessage(message.Id, message.ReversePath, message.Size, message.AcceptedAt, [.. recipients[message.Id].Select(recipient => recipient.ToRecipient())])
        {
            TraceId = message.TraceId,
            Quarantine = message.Quarantine,
            Priority = -(recipients[message.Id].FirstOrDefault()?.OrderClass ?? 0),
        });
    }

    private sealed class Message
    {
        public long Id { get; init; }

        public required string ReversePath { get; init; }

        public long Size { get; init; }

        public DateTimeOffset AcceptedAt { get; init; }

        public string? TraceId { get; init; }

        public string? Quarantine { get; init; }
    }

    private sealed class Recipient
    {
        public long Id { get; init; }

        public long MessageId { get; init; }

        public required string Address { get; init; }

        public string? Account { get; init; }

        public string? RemoteAddress { get; init; }

        public string? FilePath { get; init; }

        public string? CommandLine { get; init; }

        public int RecipientState { get; init; }

        public int Attempts { get; init; }

        public string? Reason { get; init; }

        public DateTimeOffset NextAttemptAt { get; init; }

        public int OrderClass { get; init; }

        public int Active { get; init; }

        public QueuedRecipient ToRecipient() =>
            new(Id, Address, Account, RemoteAddress, RecipientState == 1 ? QueueState.Held : QueueState.Queued, Attempts, Reason, RecipientState == 1 ? null : NextAttemptAt)
            {
                File = FilePath,
                Command = CommandLine,
                IsActive = Active == 1,
            };
    }
}
