using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Indexes;

/// <summary>The index of a mailbox at one mod-sequence. It never changes, so that any number of sessions share it.</summary>
internal sealed class MailboxSnapshot(MessageEntry[] entries, long modSeq)
{
    private readonly Lazy<Facts> facts = new(() => new Facts(entries));

    public static MailboxSnapshot Empty { get; } = new([], 0);

    /// <summary>Ascending by UID.</summary>
    public MessageEntry[] Entries => entries;

    /// <summary>Every change up to it is in the entries.</summary>
    public long ModSeq => modSeq;

    /// <summary>Keywords that some message has.</summary>
    public IReadOnlyList<string> Keywords => facts.Value.Keywords;

    /// <summary>The sequence number of the first message without \Seen; 0 when there is none.</summary>
    public int FirstUnseen => facts.Value.FirstUnseen;

    /// <summary>Messages without \Seen.</summary>
    public int Unseen => facts.Value.Unseen;

    /// <summary>The position of a UID, or below 0.</summary>
    public static int IndexOf(ReadOnlySpan<MessageEntry> entries, uint uid)
    {
        int low = 0, high = entries.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Uid == uid)
            {
                return middle;
            }

            if (entries[middle].Uid < uid)
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

    /// <summary>This snapshot with what has changed since: entries that are new or have other flags, and UIDs that are gone.</summary>
    public MailboxSnapshot With(IReadOnlyList<MessageEntry> changed, IReadOnlyList<(uint First, uint Last)> expunged, long newModSeq)
    {
        var kept = expunged.Count == 0 ? [.. entries] : Without(expunged);
        var added = new List<MessageEntry>();
        foreach (var entry in changed)
        {
            var index = IndexOf(kept, entry.Uid);
            if (index >= 0)
            {
                kept[index] = entry;
            }
            else if (kept.Length == 0 || entry.Uid > kept[^1].Uid)
            {
                added.Add(entry);
            }
        }

        return new(added.Count == 0 ? kept : [.. kept, .. added], newModSeq);
    }

    private MessageEntry[] Without(IReadOnlyList<(uint First, uint Last)> expunged)
    {
        var kept = new List<MessageEntry>(entries.Length);
        var range = 0;
        foreach (var entry in entries)
        {
            while (range < expunged.Count && expunged[range].Last < entry.Uid)
            {
                range++;
            }

            if (range == expunged.Count || entry.Uid < expunged[range].First)
            {
                kept.Add(entry);
            }
        }

        return [.. kept];
    }

    private sealed class Facts
    {
        public Facts(MessageEntry[] entries)
        {
            // Entries with the same flags mostly share one list.
            var lists = new HashSet<IReadOnlyList<string>>(ReferenceEqualityComparer.Instance);
            IReadOnlyList<string>? last = null;
            var seen = false;
            for (var index = 0; index < entries.Length; index++)
            {
                var flags = entries[index].Flags;
                if (!ReferenceEquals(flags, last))
                {
                    last = flags;
                    seen = flags.Has(ImapFlags.Seen);
                    lists.Add(flags);
                }

                if (!seen)
                {
                    FirstUnseen = FirstUnseen == 0 ? index + 1 : FirstUnseen;
                    Unseen++;
                }
            }

            Keywords = [.. lists.SelectMany(flags => flags).Where(flag => !flag.StartsWith('\\')).Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        public IReadOnlyList<string> Keywords { get; }

        public int FirstUnseen { get; }

        public int Unseen { get; }
    }
}
