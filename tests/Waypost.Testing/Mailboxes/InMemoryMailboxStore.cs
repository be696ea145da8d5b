using Waypost.Mail.Store;
using Waypost.Mail.Summaries;

namespace Waypost.Testing.Mailboxes;

/// <summary>Mailboxes for tests, with the semantics of the real store: UIDs and mod-sequences only grow.</summary>
public sealed class InMemoryMailboxStore : IMailboxStore, IMessageSearch, IAccountQuotas
{
    private const string Inbox = "INBOX";

    private readonly Lock gate = new();
    private readonly List<MemoryMailbox> boxes = [];
    private readonly HashSet<(long Account, string Name)> subscriptions = [];
    private readonly Dictionary<long, (long? Storage, long? Messages)> limits = [];
    private long lastId;

    /// <summary>Where changes are published.</summary>
    public MailboxChanges Changes { get; } = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<Mailbox>> ListAsync(long accountId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            EnsureInbox(accountId);
            return Task.FromResult<IReadOnlyList<Mailbox>>([.. boxes.Where(box => box.Account == accountId).OrderBy(box => box.Name != Inbox).ThenBy(box => box.Name, StringComparer.Ordinal).Select(Row)]);
        }
    }

    /// <inheritdoc/>
    public Task<Mailbox?> FindAsync(long accountId, string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            EnsureInbox(accountId);
            return Task.FromResult(Find(accountId, name) is { } box ? Row(box) : null);
        }
    }

    /// <inheritdoc/>
    public Task<Mailbox?> FindByIdAsync(long mailboxId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(Box(mailboxId) is { } box ? Row(box) : null);
        }
    }

    /// <inheritdoc/>
    public Task<Mailbox?> CreateAsync(long accountId, string name, string? specialUse, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            EnsureInbox(accountId);
            return Task.FromResult(Find(accountId, name) is null ? Row(Create(accountId, name, specialUse)) : null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(long accountId, string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (name.Equals(Inbox, StringComparison.OrdinalIgnoreCase) || Find(accountId, name) is not { } box)
            {
                return Task.FromResult(false);
            }

            boxes.Remove(box);
            Changes.Publish(new(accountId, box.Id, box.Name, MailboxChangeKind.Deleted));
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<bool> RenameAsync(long accountId, string name, string newName, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (Find(accountId, name) is not { } source || Find(accountId, newName) is not null)
            {
                return Task.FromResult(false);
            }

            if (source.Name == Inbox)
            {
                var target = Create(accountId, newName, null);
                Copy(source, [.. source.Messages.Select(message => message.Entry.Uid)], target);
                Expunge(source, [.. source.Messages.Select(message => message.Entry.Uid)]);
                return Task.FromResult(true);
            }

            foreach (var box in boxes.Where(box => box.Account == accountId && (box == source || box.Name.StartsWith(name + "/", StringComparison.Ordinal))))
            {
                var old = box.Name;
                box.Name = newName + old[name.Length..];
                Changes.Publish(new(accountId, box.Id, box.Name, MailboxChangeKind.Renamed, box.HighestModSeq, old));
            }

            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<bool> SubscribeAsync(long accountId, string name, bool subscribed, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            EnsureInbox(accountId);
            var key = (accountId, Normalize(name));
            if (subscribed ? subscriptions.Add(key) : subscriptions.Remove(key))
            {
                Changes.Publish(new(accountId, Find(accountId, name)?.Id ?? 0, key.Item2, MailboxChangeKind.Subscription));
            }

            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListSubscriptionsAsync(long accountId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            EnsureInbox(accountId);
            return Task.FromResult<IReadOnlyList<string>>([.. subscriptions.Where(key => key.Account == accountId).Select(key => key.Name).Order(StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public Task<MailboxStatus?> ReadStatusAsync(long mailboxId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(Box(mailboxId) is { } box
                ? new MailboxStatus(
                    box.Messages.Count,
                    box.Messages.Count(message => !message.Entry.Flags.Contains("\\Seen")),
                    box.Messages.Count(message => message.Entry.Flags.Contains("\\Deleted")),
                    box.Messages.Sum(message => message.Entry.Size),
                    box.UidNext,
                    box.HighestModSeq)
                : null);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageEntry>> ReadIndexAsync(long mailboxId, long sinceModSeq, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<MessageEntry>>([.. Messages(mailboxId).Select(message => message.Entry).Where(entry => entry.ModSeq > sinceModSeq)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<uint>> ReadUidsAsync(long mailboxId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<uint>>([.. Messages(mailboxId).Select(message => message.Entry.Uid)]);
        }
    }

    /// <inheritdoc/>
    public Task<ExpungedUids> ReadExpungedAsync(long mailboxId, long sinceModSeq, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(new ExpungedUids([.. (Box(mailboxId)?.Expunged ?? []).Where(gone => gone.ModSeq > sinceModSeq).Select(gone => (gone.Uid, gone.Uid)).Order()], true));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<long, MessageSummary>> ReadSummariesAsync(IReadOnlyCollection<long> contentIds, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyDictionary<long, MessageSummary>>(boxes.SelectMany(box => box.Messages)
                .Where(message => contentIds.Contains(message.Entry.ContentId))
                .DistinctBy(message => message.Entry.ContentId)
                .ToDictionary(message => message.Entry.ContentId, message => message.Summary));
        }
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<ReadOnlyMemory<byte>?>(boxes.SelectMany(box => box.Messages).FirstOrDefault(message => message.Entry.Id == messageEntryId)?.Content);
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, long offset, int length, CancellationToken cancellationToken)
    {
        if (await ReadContentAsync(messageEntryId, cancellationToken) is not { } content)
        {
            return null;
        }

        var from = (int)Math.Min(offset, content.Length);
        return content.Slice(from, Math.Min(length, content.Length - from));
    }

    /// <inheritdoc/>
    public Task<AppendResult> AppendAsync(long mailboxId, IReadOnlyList<AppendedMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        lock (gate)
        {
            return Task.FromResult(Append(mailboxId, messages));
        }
    }

    /// <inheritdoc/>
    public Task<AppendResult> ReplaceAsync(long mailboxId, uint uid, long targetMailboxId, AppendedMessage message, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var result = Append(targetMailboxId, [message]);
            if (result.Outcome == StoreOutcome.Done && Box(mailboxId) is { } box)
            {
                Expunge(box, [uid]);
            }

            return Task.FromResult(result);
        }
    }

    /// <inheritdoc/>
    public Task<CopyResult> CopyAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(Copy(mailboxId, uids, targetMailboxId));
        }
    }

    /// <inheritdoc/>
    public Task<CopyResult> MoveAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var result = Copy(mailboxId, uids, targetMailboxId);
            if (result.Outcome == StoreOutcome.Done && Box(mailboxId) is { } box)
            {
                Expunge(box, [.. result.Pairs.Select(pair => pair.Source)]);
            }

            return Task.FromResult(result);
        }
    }

    /// <inheritdoc/>
    public Task<FlagsResult> StoreFlagsAsync(long mailboxId, IReadOnlyList<uint> uids, FlagUpdate update, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        lock (gate)
        {
            List<MessageEntry> entries = [];
            List<uint> modified = [];
            var changed = false;
            foreach (var message in Messages(mailboxId).Where(message => uids.Contains(message.Entry.Uid)))
            {
                if (message.Entry.ModSeq > update.UnchangedSince)
                {
                    modified.Add(message.Entry.Uid);
                    continue;
                }

                IReadOnlyList<string> after = update.Change switch
                {
                    FlagChange.Add => [.. message.Entry.Flags.Union(update.Flags, StringComparer.OrdinalIgnoreCase)],
                    FlagChange.Remove => [.. message.Entry.Flags.Except(update.Flags, StringComparer.OrdinalIgnoreCase)],
                    _ => [.. update.Flags],
                };
                if (!after.SequenceEqual(message.Entry.Flags))
                {
                    var box = Box(mailboxId)!;
                    box.HighestModSeq += changed ? 0 : 1;
                    changed = true;
                    message.Entry = message.Entry with { Flags = after, ModSeq = box.HighestModSeq };
                }

                entries.Add(message.Entry);
            }

            if (changed)
            {
                Tell(Box(mailboxId)!);
            }

            return Task.FromResult(new FlagsResult(entries, modified));
        }
    }

    /// <inheritdoc/>
    public Task<ExpungeResult> ExpungeAsync(long mailboxId, IReadOnlyList<uint> uids, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(Box(mailboxId) is { } box ? Expunge(box, uids) : new([], 0));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<uint>> FindAsync(long mailboxId, TextCriterion criterion, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<uint>>([.. Messages(mailboxId).Where(message => MemorySearch.Matches(message.Summary, criterion)).Select(message => message.Entry.Uid)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SortKeys>> ReadSortKeysAsync(long mailboxId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<SortKeys>>([.. Messages(mailboxId).Select(message => message.Summary.Keys with { Uid = message.Entry.Uid })]);
        }
    }

    /// <inheritdoc/>
    public Task<QuotaUsage?> ReadAsync(long accountId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<QuotaUsage?>(Usage(accountId));
        }
    }

    /// <inheritdoc/>
    public Task<bool> SetLimitsAsync(long accountId, long? storageLimit, long? messagesLimit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            limits[accountId] = (storageLimit, messagesLimit);
            return Task.FromResult(true);
        }
    }

    private static string Normalize(string name) => name.Equals(Inbox, StringComparison.OrdinalIgnoreCase) ? Inbox : name;

    private Mailbox Row(MemoryMailbox box) => box.Row(subscriptions.Contains((box.Account, box.Name)));

    private MemoryMailbox? Box(long mailboxId) => boxes.FirstOrDefault(box => box.Id == mailboxId);

    private MemoryMailbox? Find(long accountId, string name) => boxes.FirstOrDefault(box => box.Account == accountId && box.Name == Normalize(name));

    private List<MemoryMessage> Messages(long mailboxId) => Box(mailboxId)?.Messages ?? [];

    private QuotaUsage Usage(long accountId)
    {
        var own = boxes.Where(box => box.Account == accountId).SelectMany(box => box.Messages).ToList();
        var limit = limits.GetValueOrDefault(accountId);
        return new(own.Sum(message => message.Entry.Size), limit.Storage, own.Count, limit.Messages);
    }

    private void Tell(MemoryMailbox box) => Changes.Publish(new(box.Account, box.Id, box.Name, MailboxChangeKind.Messages, box.HighestModSeq));

    private void EnsureInbox(long accountId)
    {
        if (Find(accountId, Inbox) is null)
        {
            Create(accountId, Inbox, null);
            subscriptions.Add((accountId, Inbox));
        }
    }

    private MemoryMailbox Create(long accountId, string name, string? specialUse)
    {
        lastId++;
        MemoryMailbox box = new() { Id = lastId, Account = accountId, Name = Normalize(name), UidValidity = (uint)(1000 + lastId), SpecialUse = specialUse };
        boxes.Add(box);
        Changes.Publish(new(accountId, box.Id, box.Name, MailboxChangeKind.Created));
        return box;
    }

    private AppendResult Append(long mailboxId, IReadOnlyList<AppendedMessage> messages)
    {
        if (Box(mailboxId) is not { } box)
        {
            return new(StoreOutcome.NoMailbox, []);
        }

        if (!Usage(box.Account).Allows(messages.Sum(message => (long)message.Content.Length), messages.Count))
        {
            return new(StoreOutcome.OverQuota, []);
        }

        box.HighestModSeq++;
        List<uint> uids = [];
        foreach (var message in messages)
        {
            MessageEntry entry = new(++lastId, box.UidNext++, [.. message.Flags], message.InternalDate, message.Content.Length, box.HighestModSeq) { ContentId = lastId, SaveDate = message.InternalDate };
            box.Messages.Add(new() { Entry = entry, Content = message.Content.ToArray(), Summary = MessageSummarizer.Summarize(message.Content) });
            uids.Add(entry.Uid);
        }

        Tell(box);
        return new(StoreOutcome.Done, uids);
    }

    private CopyResult Copy(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId)
    {
        if (Box(targetMailboxId) is not { } target)
        {
            return new(StoreOutcome.NoMailbox, []);
        }

        var found = Messages(mailboxId).Where(message => uids.Contains(message.Entry.Uid)).ToList();
        return Box(mailboxId)?.Account == target.Account || Usage(target.Account).Allows(found.Sum(message => message.Entry.Size), found.Count)
            ? Copy(Box(mailboxId), uids, target)
            : new(StoreOutcome.OverQuota, []);
    }

    private CopyResult Copy(MemoryMailbox? source, IReadOnlyList<uint> uids, MemoryMailbox target)
    {
        List<(uint, uint)> pairs = [];
        target.HighestModSeq++;
        foreach (var message in (source?.Messages ?? []).Where(message => uids.Contains(message.Entry.Uid)).ToList())
        {
            pairs.Add((message.Entry.Uid, target.UidNext));
            target.Messages.Add(new()
            {
                Entry = message.Entry with { Id = ++lastId, Uid = target.UidNext++, ModSeq = target.HighestModSeq },
                Content = message.Content,
                Summary = message.Summary,
            });
        }

        Tell(target);
        return new(StoreOutcome.Done, pairs);
    }

    private ExpungeResult Expunge(MemoryMailbox box, IReadOnlyList<uint> uids)
    {
        List<uint> gone = [.. box.Messages.Select(message => message.Entry.Uid).Where(uids.Contains)];
        if (gone.Count > 0)
        {
            box.HighestModSeq++;
            box.Messages.RemoveAll(message => gone.Contains(message.Entry.Uid));
            box.Expunged.AddRange(gone.Select(uid => (box.HighestModSeq, uid)));
            Tell(box);
        }

        return new(gone, box.HighestModSeq);
    }
}
