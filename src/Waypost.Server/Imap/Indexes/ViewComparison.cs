using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Indexes;

/// <summary>Compares what a client knows with what there is.</summary>
internal static class ViewComparison
{
    /// <summary>The client's next view and what to tell it. Without leave to expunge, messages that are gone stay in the view.</summary>
    /// <param name="told">Mod-sequences, by UID, of changes that the client made itself and has the answer to.</param>
    public static (MessageEntry[] View, MailboxUpdate Update) Compare(MessageEntry[] view, MessageEntry[] current, bool allowExpunge, IReadOnlyDictionary<uint, long> told)
    {
        List<(int Index, uint Uid)> gone = [];
        List<MessageEntry> changed = [];
        int at = 0, now = 0;
        for (; at < view.Length; at++)
        {
            if (now < current.Length && current[now].Uid == view[at].Uid)
            {
                if (!ReferenceEquals(current[now], view[at]) && !SameFlags(view[at].Flags, current[now].Flags)
                    && told.GetValueOrDefault(current[now].Uid) != current[now].ModSeq)
                {
                    changed.Add(current[now]);
                }

                now++;
            }
            else
            {
                gone.Add((at, view[at].Uid));
            }
        }

        var arrived = current.Length - now;
        var next = gone.Count == 0 || allowExpunge ? current : Merge(view, current);
        gone.Reverse();
        return (next, new(
            allowExpunge ? gone.ConvertAll(message => (message.Index + 1, message.Uid)) : [],
            changed.ConvertAll(entry => (MailboxSnapshot.IndexOf(next, entry.Uid) + 1, entry)),
            arrived > 0 ? next.Length : null));
    }

    // What is gone keeps its place.
    private static MessageEntry[] Merge(MessageEntry[] view, MessageEntry[] current)
    {
        var merged = new List<MessageEntry>(view.Length + 16);
        var now = 0;
        foreach (var entry in view)
        {
            merged.Add(now < current.Length && current[now].Uid == entry.Uid ? current[now++] : entry);
        }

        merged.AddRange(current.AsSpan(now));
        return [.. merged];
    }

    private static bool SameFlags(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        ReferenceEquals(left, right) || (left.Count == right.Count && left.All(right.Has));
}
