using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Indexes;

/// <summary>The indexes that sessions have open, one for each mailbox, and some that they had.</summary>
internal sealed class MailboxIndexes(IMailboxStore store, IMailboxChanges changes) : IDisposable
{
    // Kept for the next SELECT: so many mailboxes, and so many messages in all of them.
    private const int MaxIdle = 64;
    private const int MaxIdleEntries = 500_000;

    private readonly Lock gate = new();
    private readonly Dictionary<long, MailboxIndex> open = [];
    private readonly LinkedList<MailboxIndex> idle = [];

    /// <summary>The index of a mailbox, until it is given back.</summary>
    public MailboxIndex Rent(long mailboxId)
    {
        lock (gate)
        {
            if (!open.TryGetValue(mailboxId, out var index))
            {
                open[mailboxId] = index = new(store, changes, mailboxId);
            }
            else if (index.Users == 0)
            {
                idle.Remove(index);
            }

            index.Users++;
            return index;
        }
    }

    /// <summary>Gives an index back.</summary>
    public void Return(MailboxIndex index)
    {
        lock (gate)
        {
            if (--index.Users > 0)
            {
                return;
            }

            idle.AddFirst(index);
            while (idle.Last is { Value: var oldest } && (idle.Count > MaxIdle || idle.Sum(kept => (long)kept.Count) > MaxIdleEntries))
            {
                idle.RemoveLast();
                open.Remove(oldest.MailboxId);
                oldest.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var index in open.Values)
            {
                index.Dispose();
            }

            open.Clear();
            idle.Clear();
        }
    }
}
