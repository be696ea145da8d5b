using Waypost.Mail.Store;
using Waypost.Storage.Database;
using Waypost.Storage.Mailboxes;

namespace Waypost.Storage.Queue;

/// <summary>Puts a stored content into an account's INBOX, within a unit of work.</summary>
internal static class InboxDelivery
{
    private const string FindInbox = """
        SELECT a.id AS account_id, b.id AS mailbox_id FROM accounts a LEFT JOIN mailboxes b ON b.account_id = a.id AND b.name = @inbox WHERE a.name_key = @nameKey
        """;

    /// <summary>False when there is no such account.</summary>
    public static async Task<bool> AddAsync(DatabaseSession session, string account, ReadOnlyMemory<byte> headerPrefix, long contentSize, MessageSummary summary, long contentId)
    {
        if (await session.FindAsync<Found>(FindInbox, new { nameKey = account.ToLowerInvariant(), inbox = MailboxRows.Inbox }) is not { } found)
        {
            return false;
        }

        var mailboxId = found.MailboxId ?? await MailboxRows.FindOrCreateInboxAsync(session, found.AccountId);
        await MailboxRows.AddAsync(session, mailboxId, new NewMessage([], session.Now, headerPrefix.Length + contentSize, summary, headerPrefix, contentId));
        return true;
    }

    private sealed class Found
    {
        public long AccountId { get; init; }

        public long? MailboxId { get; init; }
    }
}
