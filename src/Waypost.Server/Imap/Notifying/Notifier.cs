using System.Collections.Concurrent;
using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Notifying;

/// <summary>What a client wants to hear of without asking (RFC 5465), and what it has not heard yet.</summary>
internal sealed class Notifier : IDisposable
{
    // More than anybody will be told of one by one; then changes are dropped, and the client finds them by itself.
    private const int MaxWaiting = 10_000;

    private readonly ConcurrentQueue<MailboxChange> waiting = new();
    private readonly IDisposable watch;
    private readonly Dictionary<long, MailboxStatus> known = [];
    private TaskCompletionSource signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Notifier(ImapSession session, NotifyRequest request)
    {
        Request = request;
        watch = session.Stores.Changes.WatchAccount(session.AccountId, Note);
    }

    public NotifyRequest Request { get; }

    /// <summary>The group of the selected mailbox, or null.</summary>
    public NotifyGroup? Selected => Request.Groups.FirstOrDefault(group => group.IsSelected);

    /// <summary>Ends when there is something to tell.</summary>
    public Task WaitAsync() => waiting.IsEmpty ? Volatile.Read(ref signal).Task : Task.CompletedTask;

    /// <summary>What has happened since the last time; several changes of one mailbox's messages are one.</summary>
    public List<MailboxChange> Take()
    {
        Volatile.Write(ref signal, new(TaskCreationOptions.RunContinuationsAsynchronously));
        var taken = new List<MailboxChange>();
        var seen = new HashSet<long>();
        while (waiting.TryDequeue(out var change))
        {
            if (change.Kind != MailboxChangeKind.Messages || seen.Add(change.MailboxId))
            {
                taken.Add(change);
            }
        }

        return taken;
    }

    /// <summary>Keeps the status and says what has happened in the mailbox since the one before.</summary>
    public NotifyEvents Compare(long mailboxId, MailboxStatus status)
    {
        var before = known.GetValueOrDefault(mailboxId);
        known[mailboxId] = status;
        if (before is null)
        {
            return NotifyEvents.MessageNew | NotifyEvents.MessageExpunge | NotifyEvents.FlagChange;
        }

        var arrived = status.UidNext - before.UidNext;
        return (arrived > 0 ? NotifyEvents.MessageNew : NotifyEvents.None)
            | (before.Messages + arrived > status.Messages ? NotifyEvents.MessageExpunge : NotifyEvents.None)
            | (arrived == 0 && before.Messages == status.Messages && before.HighestModSeq != status.HighestModSeq ? NotifyEvents.FlagChange : NotifyEvents.None);
    }

    public void Dispose() => watch.Dispose();

    private void Note(MailboxChange change)
    {
        if (waiting.Count < MaxWaiting)
        {
            waiting.Enqueue(change);
        }

        Volatile.Read(ref signal).TrySetResult();
    }
}
