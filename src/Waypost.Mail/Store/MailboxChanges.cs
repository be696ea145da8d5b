namespace Waypost.Mail.Store;

/// <summary>Hands changes to those who watch, within the process.</summary>
public sealed class MailboxChanges : IMailboxChanges
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Watch[]> accounts = [];
    private readonly Dictionary<long, Watch[]> mailboxes = [];

    /// <summary>The mailboxes that somebody watches.</summary>
    public IReadOnlyList<long> WatchedMailboxes => Keys(mailboxes);

    /// <summary>The accounts that somebody watches.</summary>
    public IReadOnlyList<long> WatchedAccounts => Keys(accounts);

    /// <inheritdoc/>
    public IDisposable WatchAccount(long accountId, Action<MailboxChange> changed) => Add(accounts, accountId, changed);

    /// <inheritdoc/>
    public IDisposable WatchMailbox(long mailboxId, Action<MailboxChange> changed) => Add(mailboxes, mailboxId, changed);

    /// <summary>Tells everybody who watches the account or the mailbox.</summary>
    public void Publish(MailboxChange change)
    {
        Watch[] ofMailbox, ofAccount;
        lock (gate)
        {
            ofMailbox = mailboxes.GetValueOrDefault(change.MailboxId) ?? [];
            ofAccount = accounts.GetValueOrDefault(change.AccountId) ?? [];
        }

        foreach (var watch in ofMailbox)
        {
            watch.Changed(change);
        }

        foreach (var watch in ofAccount)
        {
            watch.Changed(change);
        }
    }

    private List<long> Keys(Dictionary<long, Watch[]> watches)
    {
        lock (gate)
        {
            return [.. watches.Keys];
        }
    }

    private Watch Add(Dictionary<long, Watch[]> watches, long key, Action<MailboxChange> changed)
    {
        var watch = new Watch(this, watches, key, changed);
        lock (gate)
        {
            watches[key] = [.. watches.GetValueOrDefault(key) ?? [], watch];
        }

        return watch;
    }

    private void Remove(Dictionary<long, Watch[]> watches, long key, Watch watch)
    {
        lock (gate)
        {
            if (watches.TryGetValue(key, out var present))
            {
                Watch[] left = [.. present.Where(other => other != watch)];
                if (left.Length == 0)
                {
                    watches.Remove(key);
                }
                else
                {
                    watches[key] = left;
                }
            }
        }
    }

    private sealed class Watch(MailboxChanges owner, Dictionary<long, Watch[]> watches, long key, Action<MailboxChange> changed) : IDisposable
    {
        public Action<MailboxChange> Changed => changed;

        public void Dispose() => owner.Remove(watches, key, this);
    }
}
