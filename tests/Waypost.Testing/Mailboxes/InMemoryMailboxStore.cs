using Waypost.Mail.Store;

namespace Waypost.Testing.Mailboxes;

/// <summary>Mailboxes for tests, with the semantics of the real store: UIDs and mod-sequences only grow.</summary>
public sealed class InMemoryMailboxStore : IMailboxStore
{
    private const string Inbox = "INBOX";

    private readonly Lock gate = new();
    private readonly List<Box> boxes = [];
    private long lastId;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Mailbox>> ListAsync(long accountId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            EnsureInbox(accountId);
            return Task.FromResult<IReadOnlyList<Mailbox>>([.. boxes.Where(box => box.Account == accountId).OrderBy(box => box.Name != Inbox).ThenBy(box => box.Name, StringComparer.Ordinal).Select(box => box.Row)]);
        }
    }

    /// <inheritdoc/>
    public Task<Mailbox?> FindAsync(long accountId, string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            EnsureInbox(accountId);
            return Task.FromResult(Find(accountId, name)?.Row);
        }
    }

    /// <inheritdoc/>
    public Task<bool> CreateAsync(long accountId, string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            EnsureInbox(accountId);
            return Task.FromResult(Find(accountId, name) is null && Create(accountId, name));
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(long accountId, string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(!name.Equals(Inbox, StringComparison.OrdinalIgnoreCase) && Find(accountId, name) is { } box && boxes.Remove(box));
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
                Create(accountId, newName);
                var target = Find(accountId, newName)!;
                target.Messages.AddRange(source.Messages);
                target.UidNext = source.UidNext;
                target.HighestModSeq = source.HighestModSeq++;
                source.Messages.Clear();
                return Task.FromResult(true);
            }

            foreach (var child in boxes.Where(box => box.Account == accountId && box.Name.StartsWith(name + "/", StringComparison.Ordinal)))
            {
                child.Name = newName + child.Name[name.Length..];
            }

            source.Name = newName;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<bool> SubscribeAsync(long accountId, string name, bool subscribed, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            EnsureInbox(accountId);
            var box = Find(accountId, name);
            if (box is not null)
            {
                box.Subscribed = subscribed;
            }

            return Task.FromResult(box is not null);
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
    public Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<ReadOnlyMemory<byte>?>(boxes.SelectMany(box => box.Messages).FirstOrDefault(message => message.Entry.Id == messageEntryId)?.Content);
        }
    }

    /// <inheritdoc/>
    public Task<uint> AppendAsync(long mailboxId, IReadOnlyList<string> flags, DateTimeOffset internalDate, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(Append(boxes.Single(box => box.Id == mailboxId), flags, internalDate, content.ToArray()));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(uint Source, uint Target)>> CopyAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var target = boxes.Single(box => box.Id == targetMailboxId);
            List<(uint, uint)> pairs = [];
            foreach (var message in Messages(mailboxId).Where(message => uids.Contains(message.Entry.Uid)).ToList())
            {
                pairs.Add((message.Entry.Uid, Append(target, message.Entry.Flags, message.Entry.InternalDate, message.Content)));
            }

            return Task.FromResult<IReadOnlyList<(uint, uint)>>(pairs);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageEntry>> StoreFlagsAsync(long mailboxId, IReadOnlyList<uint> uids, FlagChange change, IReadOnlyList<string> flags, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            List<MessageEntry> changed = [];
            foreach (var message in Messages(mailboxId).Where(message => uids.Contains(message.Entry.Uid)))
            {
                IReadOnlyList<string> after = change switch
                {
                    FlagChange.Add => [.. message.Entry.Flags.Union(flags, StringComparer.OrdinalIgnoreCase)],
                    FlagChange.Remove => [.. message.Entry.Flags.Except(flags, StringComparer.OrdinalIgnoreCase)],
                    _ => [.. flags],
                };
                if (!after.SequenceEqual(message.Entry.Flags))
                {
                    message.Entry = message.Entry with { Flags = after, ModSeq = ++boxes.Single(box => box.Id == mailboxId).HighestModSeq };
                }

                changed.Add(message.Entry);
            }

            return Task.FromResult<IReadOnlyList<MessageEntry>>(changed);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<uint>> ExpungeAsync(long mailboxId, IReadOnlyList<uint> uids, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var messages = Messages(mailboxId);
            List<uint> gone = [.. messages.Select(message => message.Entry.Uid).Where(uids.Contains)];
            messages.RemoveAll(message => gone.Contains(message.Entry.Uid));
            if (gone.Count > 0)
            {
                boxes.Single(box => box.Id == mailboxId).HighestModSeq++;
            }

            return Task.FromResult<IReadOnlyList<uint>>(gone);
        }
    }

    private void EnsureInbox(long accountId)
    {
        if (Find(accountId, Inbox) is null)
        {
            Create(accountId, Inbox);
        }
    }

    private bool Create(long accountId, string name)
    {
        lastId++;
        boxes.Add(new() { Id = lastId, Account = accountId, Name = name, UidValidity = (uint)(1000 + lastId), Subscribed = name == Inbox });
        return true;
    }

    private Box? Find(long accountId, string name)
    {
        var wanted = name.Equals(Inbox, StringComparison.OrdinalIgnoreCase) ? Inbox : name;
        return boxes.FirstOrDefault(box => box.Account == accountId && box.Name == wanted);
    }

    private List<Message> Messages(long mailboxId) => boxes.FirstOrDefault(box => box.Id == mailboxId)?.Messages ?? [];

    private uint Append(Box box, IReadOnlyList<string> flags, DateTimeOffset internalDate, byte[] content)
    {
        var summary = MessageSummarizer.Summarize(content);
        MessageEntry entry = new(++lastId, box.UidNext++, [.. flags], internalDate, content.Length, ++box.HighestModSeq, summary.Envelope, summary.BodyStructure);
        box.Messages.Add(new() { Entry = entry, Content = content });
        return entry.Uid;
    }

    private sealed class Box
    {
        public required long Id { get; init; }

        public required long Account { get; init; }

        public required string Name { get; set; }

        public required uint UidValidity { get; init; }

        public uint UidNext { get; set; } = 1;

        public long HighestModSeq { get; set; }

        public bool Subscribed { get; set; }

        public List<Message> Messages { get; } = [];

        public Mailbox Row => new(Id, Name, UidValidity, UidNext, HighestModSeq, Subscribed);
    }

    private sealed class Message
    {
        public required MessageEntry Entry { get; set; }

        public required byte[] Content { get; init; }
    }
}
