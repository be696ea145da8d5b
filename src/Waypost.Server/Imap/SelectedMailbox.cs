using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>The mailbox as the client knows it: sequence numbers are positions in it, so it changes only when the client is told.</summary>
internal sealed class SelectedMailbox
{
    private readonly List<MessageEntry> messages;
    private long modSeq;
    private long seenHighest = -1;

    public SelectedMailbox(Mailbox mailbox, IReadOnlyList<MessageEntry> messages, bool readOnly)
    {
        Mailbox = mailbox;
        ReadOnly = readOnly;
        this.messages = [.. messages];
        modSeq = messages.Count > 0 ? messages.Max(message => message.ModSeq) : 0;
    }

    public Mailbox Mailbox { get; }

    public bool ReadOnly { get; }

    public IReadOnlyList<MessageEntry> Messages => messages;

    /// <summary>The messages of a set of sequence numbers or UIDs, with their sequence numbers.</summary>
    public List<(int Number, MessageEntry Entry)> Find(SequenceSet set, bool byUid)
    {
        var found = new List<(int, MessageEntry)>();
        var resolved = set.Resolve(byUid ? (messages.Count > 0 ? messages[^1].Uid : 0) : (uint)messages.Count);
        for (var index = 0; index < messages.Count; index++)
        {
            if (resolved.Contains(byUid ? messages[index].Uid : (uint)(index + 1)))
            {
                found.Add((index + 1, messages[index]));
            }
        }

        return found;
    }

    /// <summary>Takes over entries that the client is being told of.</summary>
    public void Apply(IReadOnlyList<MessageEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (IndexOf(entry.Uid) is >= 0 and var index)
            {
                messages[index] = entry;
            }
        }
    }

    /// <summary>Compares with the store and tells the client what changed: EXPUNGE (where allowed), FETCH with flags, EXISTS.</summary>
    public async Task RefreshAsync(IMailboxStore store, long accountId, ImapWriter writer, bool allowExpunge, CancellationToken cancellationToken)
    {
        // Every change, an expunge too, raises the mailbox's mod-sequence. Its row is read before the messages, so a
        // change between the reads is found now or the next time. A mailbox that was renamed or deleted is read in full.
        var row = await store.FindAsync(accountId, Mailbox.Name, cancellationToken);
        if (row?.Id == Mailbox.Id && row.HighestModSeq == seenHighest)
        {
            return;
        }

        // UIDs first: a message that arrives between the two reads is then seen as new, not as gone.
        var uids = await store.ReadUidsAsync(Mailbox.Id, cancellationToken);
        var changes = await store.ReadIndexAsync(Mailbox.Id, modSeq, cancellationToken);
        if (allowExpunge)
        {
            Expunge(uids, writer);
            seenHighest = row?.HighestModSeq ?? -1;
        }

        var arrived = false;
        foreach (var entry in changes)
        {
            modSeq = Math.Max(modSeq, entry.ModSeq);
            var index = IndexOf(entry.Uid);
            if (index < 0 && (messages.Count == 0 || entry.Uid > messages[^1].Uid))
            {
                messages.Add(entry);
                arrived = true;
            }
            else if (index >= 0)
            {
                var differs = !SameFlags(messages[index].Flags, entry.Flags);
                messages[index] = entry;
                if (differs)
                {
                    writer.Untagged(FormattableString.Invariant($"{index + 1} FETCH (UID {entry.Uid} FLAGS ({string.Join(' ', entry.Flags)}))"));
                }
            }
        }

        if (arrived)
        {
            writer.Untagged(FormattableString.Invariant($"{messages.Count} EXISTS"));
        }
    }

    private static bool SameFlags(IReadOnlyList<string> left, IReadOnlyList<string> right) => left.Count == right.Count && left.All(right.Has);

    private void Expunge(IReadOnlyList<uint> uids, ImapWriter writer)
    {
        var present = uids.ToHashSet();
        if (messages.All(message => present.Contains(message.Uid)))
        {
            return;
        }

        // Each EXPUNGE renumbers what follows (RFC 9051 section 7.5.1); from the end, no number needs a correction.
        for (var index = messages.Count - 1; index >= 0; index--)
        {
            if (!present.Contains(messages[index].Uid))
            {
                messages.RemoveAt(index);
                writer.Untagged(FormattableString.Invariant($"{index + 1} EXPUNGE"));
            }
        }
    }

    private int IndexOf(uint uid)
    {
        int low = 0, high = messages.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (messages[middle].Uid == uid)
            {
                return middle;
            }

            if (messages[middle].Uid < uid)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }
}
