using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>The queue as its listings show it.</summary>
internal static class QueueListing
{
    private const string ListMessages = """
        SELECT {top @limit} id, reverse_path, size, accepted_at FROM queue_messages WHERE id > @afterId ORDER BY id {limit @limit}
        """;

    private const string FindMessage = """SELECT id, reverse_path, size, accepted_at FROM queue_messages WHERE id = @messageId""";

    private const string ListRecipients = """
        SELECT id, message_id, address, account, remote_address, recipient_state, attempts, reason, next_attempt_at
        FROM queue_recipients WHERE message_id IN {list @ids} ORDER BY id
        """;

    public static async Task<IReadOnlyList<QueuedMessage>> ListAsync(DatabaseSession session, long afterId, int limit) =>
        await WithRecipientsAsync(session, await session.QueryAsync<Message>(ListMessages, new { afterId, limit }));

    public static async Task<QueuedMessage?> FindAsync(DatabaseSession session, long messageId) =>
        await session.FindAsync<Message>(FindMessage, new { messageId }) is { } message
            ? (await WithRecipientsAsync(session, [message])).SingleOrDefault()
            : null;

    private static async Task<IReadOnlyList<QueuedMessage>> WithRecipientsAsync(DatabaseSession session, List<Message> messages)
    {
        var recipients = (await session.QueryAsync<Recipient>(ListRecipients, new { ids = DatabaseSession.NumberList(messages.Select(message => message.Id)) }))
            .ToLookup(recipient => recipient.MessageId, recipient => recipient.ToRecipient());
        return messages.ConvertAll(message => new QueuedMessage(message.Id, message.ReversePath, message.Size, message.AcceptedAt, [.. recipients[message.Id]]));
    }

    private sealed class Message
    {
        public long Id { get; init; }

        public required string ReversePath { get; init; }

        public long Size { get; init; }

        public DateTimeOffset AcceptedAt { get; init; }
    }

    private sealed class Recipient
    {
        public long Id { get; init; }

        public long MessageId { get; init; }

        public required string Address { get; init; }

        public string? Account { get; init; }

        public string? RemoteAddress { get; init; }

        public int RecipientState { get; init; }

        public int Attempts { get; init; }

        public string? Reason { get; init; }

        public DateTimeOffset NextAttemptAt { get; init; }

        public QueuedRecipient ToRecipient() =>
            new(Id, Address, Account, RemoteAddress, RecipientState == 1 ? QueueState.Held : QueueState.Queued, Attempts, Reason, RecipientState == 1 ? null : NextAttemptAt);
    }
}
