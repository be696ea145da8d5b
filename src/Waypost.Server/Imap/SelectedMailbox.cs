using Waypost.Mail.Imap;
using Waypost.Mail.Store;
using Waypost.Server.Imap.Indexes;
using Waypost.Server.Imap.Searching;

namespace Waypost.Server.Imap;

/// <summary>The mailbox as the client knows it: sequence numbers are positions in it, so it changes only when the client is told.
/// As long as the client knows everything, it is the snapshot that all sessions of the mailbox share.</summary>
internal sealed class SelectedMailbox : IDisposable
{
    private readonly MailboxIndexes indexes;
    private readonly MailboxIndex index;
    private readonly Dictionary<uint, long> told = [];
    private MailboxSnapshot compared;
    private MessageEntry[] view;
    private bool complete = true;

    private SelectedMailbox(Mailbox mailbox, MailboxIndexes indexes, MailboxIndex index, MailboxSnapshot snapshot, bool readOnly)
    {
        Mailbox = mailbox;
        ReadOnly = readOnly;
        this.indexes = indexes;
        this.index = index;
        compared = snapshot;
        view = snapshot.Entries;
        HighestTold = view.Length > 0 ? view[^1].Uid : 0;
    }

    public Mailbox Mailbox { get; }

    public bool ReadOnly { get; }

    /// <summary>What the client may do in it (RFC 4314).</summary>
    public string Rights { get; set; } = MailboxRight.All;

    /// <summary>The highest UID whose message a client that uses NOTIFY has been told of.</summary>
    public uint HighestTold { get; set; }

    /// <summary>UIDs of the last search that was saved, ascending: what <c>$</c> stands for (RFC 5182).</summary>
    public IReadOnlyList<uint> Saved { get; set; } = [];

    /// <summary>The messages in the order of their sequence numbers, ascending by UID. Some may be gone from the store already.</summary>
    public IReadOnlyList<MessageEntry> Messages => view;

    /// <summary>The snapshot that the view was last compared with.</summary>
    public MailboxSnapshot Snapshot => compared;

    public static async Task<SelectedMailbox> OpenAsync(MailboxIndexes indexes, Mailbox mailbox, bool readOnly, CancellationToken cancellationToken)
    {
        var index = indexes.Rent(mailbox.Id);
        try
        {
            return new(mailbox, indexes, index, await index.CurrentAsync(mailbox.HighestModSeq, cancellationToken), readOnly);
        }
        catch
        {
            indexes.Return(index);
            throw;
        }
    }

    /// <summary>The newest snapshot, whatever the client knows.</summary>
    public ValueTask<MailboxSnapshot> CurrentAsync(CancellationToken cancellationToken) => index.CurrentAsync(0, cancellationToken);

    /// <summary>The messages of a set of sequence numbers or UIDs, with their sequence numbers.</summary>
    public List<(int Number, MessageEntry Entry)> Find(SequenceSet set, bool byUid)
    {
        var found = new List<(int, MessageEntry)>();
        if (ReferenceEquals(set, SequenceSet.SavedResult))
        {
            foreach (var uid in Saved)
            {
                if (MailboxSnapshot.IndexOf(view, uid) is >= 0 and var saved)
                {
                    found.Add((saved + 1, view[saved]));
                }
            }

            return found;
        }

        var resolved = set.Resolve(byUid ? (view.Length > 0 ? view[^1].Uid : 0) : (uint)view.Length);
        for (var at = 0; at < view.Length; at++)
        {
            if (resolved.Contains(byUid ? view[at].Uid : (uint)(at + 1)))
            {
                found.Add((at + 1, view[at]));
            }
        }

        return found;
    }

    /// <summary>Searches whose results the client hears of.</summary>
    public List<SearchContext> Contexts { get; } = [];

    /// <summary>The messages as an array, to look for UIDs in.</summary>
    public MessageEntry[] View => view;

    public bool May(char right) => Rights.Contains(right, StringComparison.Ordinal);

    /// <summary>Notes entries that the client is told of in the answer to its own command.</summary>
    public void Apply(IReadOnlyList<MessageEntry> entries)
    {
        foreach (var entry in entries)
        {
            told[entry.Uid] = entry.ModSeq;
        }
    }

    /// <summary>Looks for what has changed; the view is then as the client knows it after the update.</summary>
    public async ValueTask<MailboxUpdate> UpdateAsync(bool allowExpunge, CancellationToken cancellationToken)
    {
        var current = await index.CurrentAsync(0, cancellationToken);
        if (ReferenceEquals(current, compared) && (complete || !allowExpunge))
        {
            told.Clear();
            return MailboxUpdate.Nothing;
        }

        (view, var update) = ViewComparison.Compare(view, current.Entries, allowExpunge, told);
        told.Clear();
        complete = ReferenceEquals(view, current.Entries);
        compared = current;
        return update;
    }

    public void Dispose() => indexes.Return(index);
}
