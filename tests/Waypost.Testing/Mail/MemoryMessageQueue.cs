using System.Text;
using Waypost.Mail.Queue;

namespace Waypost.Testing.Mail;

/// <summary>A queue in memory, with the leases and states of the real one.</summary>
public sealed class MemoryMessageQueue(TimeProvider time) : IMessageQueue
{
    private readonly Lock _lock = new();
    private readonly List<Item> _items = [];
    private readonly List<Entry> _entries = [];
    private readonly SemaphoreSlim _work = new(0);
    private long _lastId;

    /// <summary>What was delivered locally: the account and the whole message.</summary>
    public List<(string Account, string Content)> Delivered { get; } = [];

    /// <summary>Every message that was ever accepted, content as Latin-1.</summary>
    public List<(AcceptedMessage Message, string Content)> Accepted { get; } = [];

    /// <summary>Every outcome that ended a lease.</summary>
    public List<(QueueRecipient Recipient, DeliveryOutcome Outcome)> Outcomes { get; } = [];

    /// <summary>Makes the next enqueue throw, as a full disk would.</summary>
    public bool FailNext { get; set; }

    public Task<long> EnqueueAsync(AcceptedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_lock)
        {
            if (FailNext)
            {
                FailNext = false;
                throw new IOException("no space left");
            }

            long id = ++_lastId;
            _items.Add(new Item(id, message, time.GetUtcNow()));
            _entries.AddRange(message.Recipients.Select(recipient => new Entry { Id = ++_lastId, MessageId = id, Recipient = recipient, Next = time.GetUtcNow() }));
            Accepted.Add((message, Encoding.Latin1.GetString(message.Content.Span)));
            _work.Release();
            return Task.FromResult(id);
        }
    }

    public Task<IReadOnlyList<LeasedRecipient>> LeaseDueAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            List<LeasedRecipient> leased = [];
            foreach (Entry entry in _entries.Where(e => e.State == QueueState.Queued && e.Next <= now && e.LeasedUntil <= now).Take(max))
            {
                entry.LeasedUntil = now + lease;
                Item item = Find(entry.MessageId);
                leased.Add(new LeasedRecipient(entry.Id, item.Id, item.Message.ReversePath, entry.Recipient, entry.Attempts, item.AcceptedAt));
            }

            return Task.FromResult<IReadOnlyList<LeasedRecipient>>(leased);
        }
    }

    /// <summary>How often a lease was extended.</summary>
    public int Extensions { get; private set; }

    public Task ExtendLeaseAsync(long recipientId, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Extensions += lease > TimeSpan.Zero ? 1 : 0;
            foreach (Entry entry in _entries.Where(e => e.Id == recipientId))
            {
                entry.LeasedUntil = time.GetUtcNow() + lease;
            }

            return Task.CompletedTask;
        }
    }

    public Task<ReadOnlyMemory<byte>> ReadContentAsync(long messageId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(messageId).Message.Content);
        }
    }

    public Task CompleteAsync(long recipientId, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        lock (_lock)
        {
            Entry entry = _entries.Single(e => e.Id == recipientId);
            Outcomes.Add((entry.Recipient, outcome));
            entry.Attempts++;
            entry.Reason = outcome.Reason;
            entry.LeasedUntil = default;
            entry.Next = outcome.NextAttempt ?? entry.Next;
            if (outcome.State is QueueState.Delivered or QueueState.Failed)
            {
                Remove(entry);
            }

            return Task.CompletedTask;
        }
    }

    public Task DeliverLocallyAsync(LeasedRecipient leased, ReadOnlyMemory<byte> headerPrefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(leased);
        lock (_lock)
        {
            Delivered.Add((leased.Recipient.Account!, Encoding.Latin1.GetString(headerPrefix.Span) + Encoding.Latin1.GetString(Find(leased.MessageId).Message.Content.Span)));
            Remove(_entries.Single(e => e.Id == leased.RecipientId));
            return Task.CompletedTask;
        }
    }

    public Task WaitForWorkAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> ListAsync(long afterId, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<QueuedMessage>>([.. _items.Where(item => item.Id > afterId).Take(limit).Select(Describe)]);
        }
    }

    public Task<QueuedMessage?> FindAsync(long messageId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_items.Where(item => item.Id == messageId).Select(Describe).FirstOrDefault());
        }
    }

    public Task<int> FlushAsync(long? messageId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            int count = 0;
            foreach (Entry entry in _entries.Where(e => e.State == QueueState.Queued && (messageId is null || e.MessageId == messageId)))
            {
                entry.Next = time.GetUtcNow();
                count++;
            }

            _work.Release();
            return Task.FromResult(count);
        }
    }

    public Task<bool> HoldAsync(long messageId, CancellationToken cancellationToken) => SetStateAsync(messageId, QueueState.Held);

    public Task<bool> ReleaseAsync(long messageId, CancellationToken cancellationToken) => SetStateAsync(messageId, QueueState.Queued);

    public Task<bool> DeleteAsync(long messageId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _entries.RemoveAll(entry => entry.MessageId == messageId);
            return Task.FromResult(_items.RemoveAll(item => item.Id == messageId) > 0);
        }
    }

    private Task<bool> SetStateAsync(long messageId, QueueState state)
    {
        lock (_lock)
        {
            Entry[] entries = [.. _entries.Where(e => e.MessageId == messageId)];
            foreach (Entry entry in entries)
            {
                entry.State = state;
                entry.Next = time.GetUtcNow();
            }

            _work.Release();
            return Task.FromResult(entries.Length > 0);
        }
    }

    private Item Find(long id) => _items.Single(item => item.Id == id);

    private void Remove(Entry entry)
    {
        _entries.Remove(entry);
        if (!_entries.Exists(e => e.MessageId == entry.MessageId))
        {
            _items.RemoveAll(item => item.Id == entry.MessageId);
        }
    }

    private QueuedMessage Describe(Item item) => new(item.Id, item.Message.ReversePath, item.Message.Content.Length, item.AcceptedAt,
        [.. _entries.Where(e => e.MessageId == item.Id).Select(e => new QueuedRecipient(e.Id, e.Recipient.Address, e.Recipient.Account, e.Recipient.RemoteAddress, e.State, e.Attempts, e.Reason, e.Next))]);

    private sealed record Item(long Id, AcceptedMessage Message, DateTimeOffset AcceptedAt);

    private sealed class Entry
    {
        public required long Id { get; init; }

        public required long MessageId { get; init; }

        public required QueueRecipient Recipient { get; init; }

        public QueueState State { get; set; }

        public int Attempts { get; set; }

        public string? Reason { get; set; }

        public DateTimeOffset Next { get; set; }

        public DateTimeOffset LeasedUntil { get; set; }
    }
}
