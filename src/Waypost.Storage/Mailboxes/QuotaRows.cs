using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Use and limits of accounts: the use is the sum over the mailboxes, each of which counts its own.</summary>
internal static class QuotaRows
{
    private const string ReadLimits = """SELECT quota_storage, quota_messages FROM accounts WHERE id = @accountId""";

    private const string ReadOwnersLimits = """
        SELECT a.id AS account_id, a.quota_storage, a.quota_messages FROM mailboxes m JOIN accounts a ON a.id = m.account_id WHERE m.id = @mailboxId
        """;

    private const string ReadUse = """
        SELECT COALESCE(SUM(total_size), 0) AS storage_used, COALESCE(SUM(message_count), 0) AS messages_used FROM mailboxes WHERE account_id = @accountId
        """;

    private const string SetLimits = """UPDATE accounts SET quota_storage = @storageLimit, quota_messages = @messagesLimit WHERE id = @accountId""";

    public static async Task<QuotaUsage?> ReadAsync(DatabaseSession session, long accountId)
    {
        if (await session.FindAsync<Limits>(ReadLimits, new { accountId }) is not { } limits)
        {
            return null;
        }

        var use = await session.ReadAsync<Use>(ReadUse, new { accountId });
        return new(use.StorageUsed, limits.QuotaStorage, use.MessagesUsed, limits.QuotaMessages);
    }

    /// <summary>Whether the owner of a mailbox may not hold so much more.</summary>
    public static async Task<bool> IsOverAsync(DatabaseSession session, long mailboxId, long octets, int messages)
    {
        var limits = await session.FindAsync<Limits>(ReadOwnersLimits, new { mailboxId });
        if (limits is null or { QuotaStorage: null, QuotaMessages: null })
        {
            return false;
        }

        var use = await session.ReadAsync<Use>(ReadUse, new { accountId = limits.AccountId });
        return use.StorageUsed + octets > limits.QuotaStorage || use.MessagesUsed + messages > limits.QuotaMessages;
    }

    public static async Task<bool> SetLimitsAsync(DatabaseSession session, long accountId, long? storageLimit, long? messagesLimit) =>
        await session.ExecuteAsync(SetLimits, new { accountId, storageLimit, messagesLimit }) > 0;

    private sealed class Limits
    {
        public long AccountId { get; init; }

        public long? QuotaStorage { get; init; }

        public long? QuotaMessages { get; init; }
    }

    private sealed class Use
    {
        public long StorageUsed { get; init; }

        public long MessagesUsed { get; init; }
    }
}
