using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Appends messages that are not in the store yet.</summary>
internal static class AppendRows
{
    public static async Task<AppendResult> InsertAsync(DatabaseSession session, long mailboxId, IReadOnlyList<AppendedMessage> messages, IReadOnlyList<MessageSummary> summaries)
    {
        if (await MailboxRows.TakeUidsAsync(session, mailboxId, messages.Count, messages.Sum(message => (long)message.Content.Length)) is not { } taken)
        {
            return new(StoreOutcome.NoMailbox, []);
        }

        var uids = new List<uint>(messages.Count);
        for (var index = 0; index < messages.Count; index++)
        {
            var message = messages[index];
            var contentId = await ContentRows.InsertAsync(session, message.Content);
            await SummaryRows.InsertAsync(session, contentId, summaries[index]);
            await MailboxRows.InsertAsync(session, mailboxId, taken.FirstUid + index, taken.ModSeq,
                new NewMessage(message.Flags, message.InternalDate, message.Content.Length, summaries[index], ReadOnlyMemory<byte>.Empty, contentId));
            uids.Add((uint)(taken.FirstUid + index));
        }

        return new(StoreOutcome.Done, uids);
    }
}
