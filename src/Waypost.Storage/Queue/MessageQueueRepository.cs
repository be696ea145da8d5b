using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Storage.Database;
using Waypost.Storage.Mailboxes;

namespace Waypost.Storage.Queue;

/// <summary>The durable queue. Recipients are leased row by row, so that any number of nodes can share one database.</summary>
public sealed class MessageQueueRepository : IMessageQueue, IAsyncDisposable
{
    private const int MaxReasonLength = 1000;

    private const string ReadLeased = """
        SELECT r.id, r.message_id, m.reverse_path, r.address, r.account, r.remote_address, r.attempts, m.accepted_at
        FROM queue_recipients r JOIN queue_messages m ON m.id = r.message_id
        WHERE r.id IN {list @ids} ORDER BY r.next_attempt_at, r.id
        """;

    private const string ReadContent = """
        SELECT c.content AS body FROM queue_messages m JOIN message_contents c ON c.id = m.content_id WHERE m.id = @messageId
        """;

    private const string FindContentId = """SELECT content_id FROM queue_messages WHERE id = @messageId""";
    private const string FindMessageId = """SELECT message_id FROM queue_recipients WHERE id = @recipientId""";
    private const string FindAccountId = """SELECT id FROM accounts WHERE name_key = @nameKey""";

    // A recipient that was held while its attempt ran stays held.
    private const string Reschedule = """
        UPDATE queue_recipients SET attempts = attempts + 1, reason = @reason, next_attempt_at = @nextAttempt, lease_until = NULL
        WHERE id = @recipientId
        """;

    private const string HoldRecipient = """
        UPDATE queue_recipients SET attempts = attempts + 1, reason = @reason, lease_until = NULL, recipient_state = 1 WHERE id = @recipientId
        """;

    private const string ExtendLease = """UPDATE queue_recipients SET lease_until = @until WHERE id = @recipientId AND lease_until IS NOT NULL""";

    // A recipient whose attempt is running is left alone: it will be due again by its outcome.
    private const string FlushAll = """
        UPDATE queue_recipients SET next_attempt_at = @now
        WHERE recipient_state = 0 AND (lease_until IS NULL OR lease_until <= @now)
        """;

    private const string FlushOne = """
        UPDATE queue_recipients SET next_attempt_at = @now
        WHERE message_id = @messageId AND recipient_state = 0 AND (lease_until IS NULL OR lease_until <= @now)
        """;

    private const string Hold = """UPDATE queue_recipients SET recipient_state = 1 WHERE message_id = @messageId""";
    private const string Release = """UPDATE queue_recipients SET recipient_state = 0, next_attempt_at = @now WHERE message_id = @messageId AND recipient_state = 1""";
    private const string CountMessages = """SELECT COUNT(*) FROM queue_messages WHERE id = @messageId""";

    private readonly WaypostDatabase _database;
    private readonly QueueSignal _signal;
    private readonly GroupCommit _writer;

    public MessageQueueRepository(WaypostDatabase database, TimeProvider time)
    {
        _database = database;
        _signal = new QueueSignal(time);
        _writer = new GroupCommit(database, _signal.Raise);
    }

    public Task<long> EnqueueAsync(AcceptedMessage message, CancellationToken cancellationToken) => _writer.EnqueueAsync(message, cancellationToken);

    public Task<IReadOnlyList<LeasedRecipient>> LeaseDueAsync(int max, TimeSpan lease, CancellationToken cancellationToken) =>
        _database.WriteAsync<IReadOnlyList<LeasedRecipient>>(async session =>
        {
            var leased = await session.QueryAsync<long>(session.Dialect.LeaseDueRecipients, new { max, now = session.Now, until = session.Now + lease });
            return leased.Count == 0
                ? []
                : (await session.QueryAsync<Leased>(ReadLeased, new { ids = DatabaseSession.NumberList(leased) })).ConvertAll(record => record.ToRecipient());
        }, cancellationToken);

    public Task ExtendLeaseAsync(long recipientId, TimeSpan lease, CancellationToken cancellationToken) =>
        _database.WriteAsync(session => session.ExecuteAsync(ExtendLease, new { recipientId, until = session.Now + lease }), cancellationToken);

    public async Task<ReadOnlyMemory<byte>> ReadContentAsync(long messageId, CancellationToken cancellationToken) =>
        (await _database.ReadAsync(session => session.FindAsync<Content>(ReadContent, new { messageId }), cancellationToken))?.Body
            ?? throw new InvalidOperationException($"The queue holds no message {messageId}.");

    public async Task CompleteAsync(long recipientId, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(async session =>
        {
            var reason = outcome.Reason is { Length: > MaxReasonLength } text ? text[..MaxReasonLength] : outcome.Reason;
            switch (outcome.State)
            {
                case QueueState.Queued:
                    return await session.ExecuteAsync(Reschedule, new { recipientId, reason, nextAttempt = outcome.NextAttempt ?? session.Now }) > 0;
                case QueueState.Held:
                    return await session.ExecuteAsync(HoldRecipient, new { recipientId, reason }) > 0;
                default:
                    return await session.FindAsync<long?>(FindMessageId, new { recipientId }) is { } messageId
                        && await QueueRows.RemoveRecipientAsync(session, recipientId, messageId);
            }
        }, cancellationToken);
        if (outcome.State == QueueState.Queued)
        {
            _signal.Raise();
        }
    }

    public async Task DeliverLocallyAsync(LeasedRecipient leased, ReadOnlyMemory<byte> headerPrefix, CancellationToken cancellationToken)
    {
        var nameKey = leased.Recipient.Account?.ToLowerInvariant() ?? throw new ArgumentException("The recipient is not local.", nameof(leased));
        var content = await ReadContentAsync(leased.MessageId, cancellationToken);
        var summary = MessageSummarizer.Summarize(content);
        await _database.WriteAsync(async session =>
        {
            if (await session.FindAsync<long?>(FindAccountId, new { nameKey }) is not { } accountId)
            {
                throw new InvalidOperationException("There is no such account any more.");
            }

            // Into the mailbox before out of the queue, which may let go of the content. Somebody whose lease ran out
            // meanwhile may have delivered it: then there is nothing left to do.
            if (await session.FindAsync<long?>(FindMessageId, new { recipientId = leased.RecipientId }) is null)
            {
                return false;
            }

            var contentId = await session.ReadAsync<long>(FindContentId, new { messageId = leased.MessageId });
            var inbox = await MailboxRows.FindOrCreateInboxAsync(session, accountId);
            await MailboxRows.AddAsync(session, inbox, new NewMessage([], session.Now, headerPrefix.Length + content.Length, summary, headerPrefix, contentId));
            return await QueueRows.RemoveRecipientAsync(session, leased.RecipientId, leased.MessageId) ? true : throw new StaleRowException();
        }, cancellationToken);
    }

    public Task WaitForWorkAsync(TimeSpan atMost, CancellationToken cancellationToken) => _signal.WaitAsync(atMost, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> ListAsync(long afterId, int limit, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => QueueListing.ListAsync(session, afterId, limit), cancellationToken);

    public Task<QueuedMessage?> FindAsync(long messageId, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => QueueListing.FindAsync(session, messageId), cancellationToken);

    public async Task<int> FlushAsync(long? messageId, CancellationToken cancellationToken)
    {
        var made = await _database.WriteAsync(session => session.ExecuteAsync(messageId is null ? FlushAll : FlushOne, new { messageId, now = session.Now }), cancellationToken);
        _signal.Raise();
        return made;
    }

    public Task<bool> HoldAsync(long messageId, CancellationToken cancellationToken) =>
        _database.WriteAsync(async session => await session.ExecuteAsync(Hold, new { messageId }) > 0, cancellationToken);

    public async Task<bool> ReleaseAsync(long messageId, CancellationToken cancellationToken)
    {
        var found = await _database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Release, new { messageId, now = session.Now });
            return await session.ReadAsync<long>(CountMessages, new { messageId }) > 0;
        }, cancellationToken);
        _signal.Raise();
        return found;
    }

    public Task<bool> DeleteAsync(long messageId, CancellationToken cancellationToken) =>
        _database.WriteAsync(session => QueueRows.RemoveMessageAsync(session, messageId), cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private sealed class Leased
    {
        public long Id { get; init; }

        public long MessageId { get; init; }

        public required string ReversePath { get; init; }

        public required string Address { get; init; }

        public string? Account { get; init; }

        public string? RemoteAddress { get; init; }

        public int Attempts { get; init; }

        public DateTimeOffset AcceptedAt { get; init; }

        public LeasedRecipient ToRecipient() => new(Id, MessageId, ReversePath, new QueueRecipient(Address, Account, RemoteAddress), Attempts, AcceptedAt);
    }

    private sealed class Content
    {
        public byte[] Body { get; init; } = [];
    }
}
