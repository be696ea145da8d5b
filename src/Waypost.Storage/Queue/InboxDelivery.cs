using Waypost.Mail.Queue;
using Waypost.Storage.Database;
using Waypost.Storage.Mailboxes;

namespace Waypost.Storage.Queue;

/// <summary>Puts a stored content into an account's INBOX, within a unit of work.</summary>
internal static class InboxDelivery
{
    private const string FindInbox = """
        SELECT a.id AS account_id, a.quota_storage, a.quota_messages, b.id AS mailbox_id
        FROM accounts a LEFT JOIN mailboxes b ON b.account_id = a.id AND b.name = @inbox WHERE a.name_key = @nameKey
        """;

    /// <summary>Delivers, unless there is no such account or it has no room: then nothing is changed.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="message">The message, its content stored.</param>
    /// <param name="isSummarized">Whether this unit of work has stored the content's summary already.</param>
    public static async Task<LocalDeliveryResult> AddAsync(DatabaseSession session, string account, NewMessage message, bool isSummarized)
    {
        if (await session.FindAsync<Found>(FindInbox, new { nameKey = account.ToLowerInvariant(), inbox = MailboxRows.Inbox }) is not { } found)
        {
            return LocalDeliveryResult.NoAccount;
        }

        if ((found.QuotaStorage is not null || found.QuotaMessages is not null) && !await HasRoomAsync(session, found.AccountId, message.Size))
        {
            return LocalDeliveryResult.OverQuota;
        }

        var mailboxId = found.MailboxId ?? await MailboxRows.FindOrCreateInboxAsync(session, found.AccountId);
        var taken = await MailboxRows.TakeUidsAsync(session, mailboxId, 1, message.Size, withinAccount: true) ?? throw new StaleRowException();
        if (!isSummarized)
        {
            await SummaryRows.InsertMissingAsync(session, message.ContentId, message.Summary);
        }

        await MailboxRows.InsertAsync(session, mailboxId, taken.FirstUid, taken.ModSeq, message);
        return LocalDeliveryResult.Delivered;
    }

    private static async Task<bool> HasRoomAsync(DatabaseSession session, long accountId, long octets) =>
        await QuotaRows.ReadAsync(session, accountId) is not { } use
        || !(use.StorageUsed + octets > use.StorageLimit || use.MessagesUsed + 1 > use.MessagesLimit);

    private sealed class Found
    {
        public long AccountId { get; init; }

        public long? QuotaStorage { get; init; }

        public long? QuotaMessages { get; init; }

        public long? MailboxId { get; init; }
    }
}
