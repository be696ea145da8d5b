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
            Dictionary<long, LeasedMessage> messages = [];
            foreach (Entry entry in _entries
                .Where(e => e.State == QueueState.Queued && e.Next <= now && e.LeasedUntil <= now)
                .OrderByDescending(e => Find(e.MessageId).Message.Priority)
                .Take(max))
            {
                entry.LeasedUntil = now + lease;
                if (!messages.TryGetValue(entry.MessageId, out LeasedMessage? message))
                {
                    messages.Add(entry.MessageId, message = Lease(Find(entry.MessageId)));
                }

                leased.Add(new LeasedRecipient(entry.Id, message, entry.Recipient, entry.Attempts)
                {
                    Fate = entry.Fate,
                    IsDelayWarned = entry.IsDelayWarned,
                    HoldUntil = Find(entry.MessageId).Message.HoldUntil,
                });
            }

            return Task.FromResult<IReadOnlyList<LeasedRecipient>>(leased);
        }
    }

    /// <summary>How often leases were extended.</summary>
    public int Extensions { get; private set; }

    public Task ExtendLeasesAsync(IReadOnlyCollection<long> recipientIds, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Extensions += lease > TimeSpan.Zero ? 1 : 0;
            foreach (Entry entry in _entries.Where(e => recipientIds.Contains(e.Id)))
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

    public async Task CompleteAsync(IReadOnlyList<CompletedRecipient> completed, IReadOnlyList<AcceptedMessage> notices, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(completed);
        ArgumentNullException.ThrowIfNull(notices);
        foreach (AcceptedMessage notice in notices)
        {
            await EnqueueAsync(notice, cancellationToken).ConfigureAwait(false);
        }

        lock (_lock)
        {
            foreach ((LeasedRecipient leased, DeliveryOutcome outcome) in completed)
            {
                Entry entry = _entries.Single(e => e.Id == leased.RecipientId);
                entry.Attempts += outcome.IsPostponed ? 0 : 1;
                entry.Reason = outcome.Reason;
                entry.LeasedUntil = default;
                entry.Next = outcome.NextAttempt ?? entry.Next;
                entry.IsDelayWarned |= outcome.IsDelayWarned;
                entry.Fate = entry.Fate == QueueFate.Attempt ? QueueFate.None : entry.Fate;
                if (outcome.State is QueueState.Delivered or QueueState.Failed)
                {
                    Remove(entry);
                }

                Outcomes.Add((entry.Recipient, outcome));
            }
        }
    }

    public async Task<bool> DeliverLocallyAsync(LeasedRecipient leased, ReadOnlyMemory<byte> headerPrefix, IReadOnlyList<AcceptedMessage> notices, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(leased);
        ArgumentNullException.ThrowIfNull(notices);
        foreach (AcceptedMessage notice in notices)
        {
            await EnqueueAsync(notice, cancellationToken).ConfigureAwait(false);
        }

        lock (_lock)
        {
            Delivered.Add((leased.Recipient.Account!, Encoding.Latin1.GetString(headerPrefix.Span) + Encoding.Latin1.GetString(Find(leased.MessageId).Message.Content.Span)));
            Remove(_entries.Single(e => e.Id == leased.RecipientId));
            return true;
        }
    }

    public Task WaitForWorkAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> ListAsync(QueueFilter filter, long afterId, int limit, CancellationToken cancellationToken)
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

    /// <summary>Of the filter only the message counts.</summary>
    public Task<QueueActionResult> ActAsync(QueueAction action, QueueFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        lock (_lock)
        {
            Entry[] entries = [.. _entries.Where(e => filter.MessageId is null || e.MessageId == filter.MessageId)];
            foreach (Entry entry in entries)
            {
                Act(action, entry);
            }

            _work.Release();
            return Task.FromResult(new QueueActionResult(entries.Select(e => e.MessageId).Distinct().Count(), entries.Length));
        }
    }

    public Task<bool> SetPriorityAsync(long messageId, int priority, CancellationToken cancellationToken) => Task.FromResult(false);

    private void Act(QueueAction action, Entry entry)
    {
        switch (action)
        {
            case QueueAction.Delete:
                Remove(entry);
                return;
            case QueueAction.Hold:
                entry.State = QueueState.Held;
                return;
            case QueueAction.Flush when entry.State == QueueState.Held:
                return;
            default:
                entry.State = QueueState.Queued;
                entry.Next = time.GetUtcNow();
                entry.Fate = action switch { QueueAction.Bounce => QueueFate.Bounce, QueueAction.Expire => QueueFate.Expire, _ => QueueFate.Attempt };
                return;
        }
    }

    private static LeasedMessage Lease(Item item) => new(item.Id, item.Message.ReversePath, item.Message.Content.Length, item.AcceptedAt)
    {
        TraceId = item.Message.TraceId,
        EnvelopeId = item.Message.EnvelopeId,
        Return = item.Message.Return,
        Body = item.Message.Body,
        IsUtf8 = item.Message.IsUtf8,
        RequireTls = item.Message.RequireTls,
        Priority = item.Message.Priority,
    };

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

        public QueueFate Fate { get; set; }

        public bool IsDelayWarned { get; set; }

        public int Attempts { get; set; }

        public string? Reason { get; set; }

        public DateTimeOffset Next { get; set; }

        public DateTimeOffset LeasedUntil { get; set; }
    }
}
