using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Searching;

/// <summary>Puts messages that were found together with what they are sorted and threaded by.</summary>
internal static class KeyedMessages
{
    /// <param name="found">Positions, ascending.</param>
    /// <param name="needsKeys">False when the index tells everything.</param>
    public static async Task<List<KeyedMessage>> ReadAsync(ImapSession session, IReadOnlyList<int> found, bool byUid, bool needsKeys, CancellationToken cancellationToken)
    {
        var selected = session.Selected!;
        var keys = needsKeys && found.Count > 0 ? await session.Stores.Search.ReadSortKeysAsync(selected.Mailbox.Id, cancellationToken) : [];
        var messages = new List<KeyedMessage>(found.Count);
        var at = 0;
        foreach (var index in found)
        {
            var entry = selected.Messages[index];
            while (at < keys.Count && keys[at].Uid < entry.Uid)
            {
                at++;
            }

            var own = at < keys.Count && keys[at].Uid == entry.Uid ? keys[at] : MessageSummary.NoKeys;
            messages.Add(new(byUid ? entry.Uid : (uint)(index + 1), entry, own));
        }

        return messages;
    }
}
