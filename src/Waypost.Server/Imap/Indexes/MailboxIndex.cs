using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Indexes;

/// <summary>The newest snapshot of one mailbox, brought up to date by mod-sequence when somebody looks at it and something has changed.</summary>
internal sealed class MailboxIndex : IDisposable
{
    private readonly IMailboxStore store;
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly IDisposable watch;
    private volatile MailboxSnapshot? snapshot;
    private long wanted;

    public MailboxIndex(IMailboxStore store, IMailboxChanges changes, long mailboxId)
    {
        this.store = store;
        MailboxId = mailboxId;
        watch = changes.WatchMailbox(mailboxId, Noted);
    }

    public long MailboxId { get; }

    /// <summary>Sessions that have the mailbox selected; the owner counts them.</summary>
    public int Users { get; set; }

    /// <summary>How many entries it keeps in memory.</summary>
    public int Count => snapshot?.Entries.Length ?? 0;

    /// <summary>The snapshot with everything that is known to have happened.</summary>
    /// <param name="atLeast">A mod-sequence that the caller has read of the mailbox's row.</param>
    public async ValueTask<MailboxSnapshot> CurrentAsync(long atLeast, CancellationToken cancellationToken)
    {
        if (snapshot is { } known && known.ModSeq >= Math.Max(atLeast, Interlocked.Read(ref wanted)))
        {
            return known;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            var noted = Interlocked.Read(ref wanted);
            return snapshot is { } meanwhile && meanwhile.ModSeq >= Math.Max(atLeast, noted) ? meanwhile : snapshot = await ReadAsync(noted, cancellationToken);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose()
    {
        watch.Dispose();
        reading.Dispose();
    }

    private async Task<MailboxSnapshot> ReadAsync(long noted, CancellationToken cancellationToken)
    {
        // The row before the messages: what happens between the reads is found now or the next time.
        if (await store.FindByIdAsync(MailboxId, cancellationToken) is not { } row)
        {
            return new([], Math.Max(noted, snapshot?.ModSeq ?? 0));
        }

        if (snapshot is { ModSeq: > 0 } known)
        {
            if (row.HighestModSeq <= known.ModSeq)
            {
                return known;
            }

            var expunged = await store.ReadExpungedAsync(MailboxId, known.ModSeq, cancellationToken);
            if (expunged.Complete)
            {
                var changed = await store.ReadIndexAsync(MailboxId, known.ModSeq, cancellationToken);
                return known.With(changed, expunged.Ranges, row.HighestModSeq);
            }
        }

        return new([.. await store.ReadIndexAsync(MailboxId, 0, cancellationToken)], row.HighestModSeq);
    }

    private void Noted(MailboxChange change)
    {
        if (change.Kind is MailboxChangeKind.Messages or MailboxChangeKind.Deleted)
        {
            // A mailbox that is gone has no mod-sequence any more: beyond every one that it had.
            var modSeq = change.Kind == MailboxChangeKind.Deleted ? long.MaxValue : change.ModSeq;
            for (var known = Interlocked.Read(ref wanted); known < modSeq; known = Interlocked.Read(ref wanted))
            {
                Interlocked.CompareExchange(ref wanted, modSeq, known);
            }
        }
    }
}
