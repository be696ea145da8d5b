using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Mail.Summaries;
using Waypost.Storage.Database;
using Waypost.Storage.Mailboxes;

namespace Waypost.Storage.Queue;

/// <summary>The durable queue. Recipients are leased row by row, so that any number of nodes can share one database; what
/// is accepted, delivered and ended at the same time shares one transaction.</summary>
public sealed class MessageQueueRepository : IMessageQueue, IAsyncDisposable
{
    private const string ReadContent = """
        SELECT c.content AS body FROM queue_messages m JOIN message_contents c ON c.id = m.content_id WHERE m.id = @messageId
        """;

    private const string FindContentId = """
        SELECT m.content_id FROM queue_recipients r JOIN queue_messages m ON m.id = r.message_id WHERE r.id = @recipientId
        """;

    private readonly WaypostDatabase _database;
    private readonly QueueSignal _signal;
    private readonly GroupCommit _writer;

    public MessageQueueRepository(WaypostDatabase database, TimeProvider time)
    {
        _database = database;
        _signal = new QueueSignal(time);
        _writer = new GroupCommit(database);
    }

    public async Task<long> EnqueueAsync(AcceptedMessage message, CancellationToken cancellationToken)
    {
        var acceptance = new Acceptance(message);
        var (id, queued) = await _writer.RunAsync(acceptance.RunAsync, acceptance.Octets, cancellationToken);
        if (queued)
        {
            _signal.Raise();
        }

        return id;
    }

    public Task<IReadOnlyList<LeasedRecipient>> LeaseDueAsync(int max, TimeSpan lease, CancellationToken cancellationToken) =>
        _database.WriteAsync(session => LeaseRows.LeaseAsync(session, max, lease), cancellationToken);

    public Task ExtendLeasesAsync(IReadOnlyCollection<long> recipientIds, TimeSpan lease, CancellationToken cancellationToken) =>
        _writer.RunAsync(session => LeaseRows.ExtendAsync(session, recipientIds, lease), 0, cancellationToken);

    public async Task<ReadOnlyMemory<byte>> ReadContentAsync(long messageId, CancellationToken cancellationToken) =>
        (await _database.ReadAsync(session => session.FindAsync<Content>(ReadContent, new { messageId }), cancellationToken))?.Body
            ?? throw new InvalidOperationException($"The queue holds no message {messageId}.");

    public async Task CompleteAsync(IReadOnlyList<CompletedRecipient> completed, IReadOnlyList<AcceptedMessage> notices, CancellationToken cancellationToken)
    {
        var completion = new Completion(completed, [.. notices.Select(notice => new Acceptance(notice))]);
        var more = await _writer.RunAsync(completion.RunAsync, completion.Octets, cancellationToken);
        if (more || completed.Any(one => one.Outcome.State == QueueState.Queued))
        {
            _signal.Raise();
        }
    }

    public async Task<LocalDeliveryResult> DeliverLocallyAsync(LeasedRecipient leased, ReadOnlyMemory<byte> headerPrefix, IReadOnlyList<AcceptedMessage> notices, CancellationToken cancellationToken)
    {
        var account = leased.Recipient.Account ?? throw new ArgumentException("The recipient is not local.", nameof(leased));
        var content = await ReadContentAsync(leased.MessageId, cancellationToken);
        var summary = MessageSummarizer.Summarize(content);
        var delivered = new CompletedRecipient(leased, new DeliveryOutcome(QueueState.Delivered, null, null) { Reply = "mailbox of " + account });
        var completion = new Completion([delivered], [.. notices.Select(notice => new Acceptance(notice))]);
        var result = await _writer.RunAsync(async session =>
        {
            // Into the mailbox before out of the queue, which may let go of the content. Somebody whose lease ran out
            // meanwhile may have delivered it: then there is nothing left to do.
            if (await session.FindAsync<long?>(FindContentId, new { recipientId = leased.RecipientId }) is not { } contentId)
            {
                return LocalDeliveryResult.Delivered;
            }

            var stored = new NewMessage([], session.Now, headerPrefix.Length + content.Length, summary, headerPrefix, contentId);
            var added = await InboxDelivery.AddAsync(session, account, stored, isSummarized: false);
            if (added == LocalDeliveryResult.Delivered)
            {
                await completion.RunAsync(session);
            }

            return added;
        }, completion.Octets, cancellationToken);
        if (notices.Count > 0)
        {
            _signal.Raise();
        }

        return result;
    }

    public Task WaitForWorkAsync(TimeSpan atMost, CancellationToken cancellationToken) => _signal.WaitAsync(atMost, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> ListAsync(QueueFilter filter, long afterId, int limit, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => QueueListing.ListAsync(session, filter, afterId, limit), cancellationToken);

    public Task<QueuedMessage?> FindAsync(long messageId, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => QueueListing.FindAsync(session, messageId), cancellationToken);

    public async Task<QueueActionResult> ActAsync(QueueAction action, QueueFilter filter, CancellationToken cancellationToken)
    {
        var result = await _database.WriteAsync(session => QueueActionRows.RunAsync(session, action, filter), cancellationToken);
        _signal.Raise();
        return result;
    }

    public Task<bool> SetPriorityAsync(long messageId, int priority, CancellationToken cancellationToken) =>
        _database.WriteAsync(session => QueueActionRows.SetPriorityAsync(session, messageId, priority), cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private sealed class Content
    {
        public byte[] Body { get; init; } = [];
    }
}
