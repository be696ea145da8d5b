using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>The names that accounts have subscribed to.</summary>
internal static class SubscriptionRows
{
    private const int MaxSubscriptions = 10_000;

    private const string List = """SELECT name FROM mailbox_subscriptions WHERE account_id = @accountId ORDER BY name""";
    private const string Count = """SELECT COUNT(*) FROM mailbox_subscriptions WHERE account_id = @accountId""";
    private const string Exists = """SELECT COUNT(*) FROM mailbox_subscriptions WHERE account_id = @accountId AND name = @name""";
    private const string Insert = """INSERT INTO mailbox_subscriptions (account_id, name) VALUES (@accountId, @name)""";
    private const string Delete = """DELETE FROM mailbox_subscriptions WHERE account_id = @accountId AND name = @name""";

    public static Task<List<string>> ListAsync(DatabaseSession session, long accountId) => session.QueryAsync<string>(List, new { accountId });

    /// <summary>Sets or clears a subscription; false when there are too many.</summary>
    public static async Task<bool> SetAsync(DatabaseSession session, long accountId, string name, bool subscribed)
    {
        var parameters = new { accountId, name };
        if (!subscribed)
        {
            if (await session.ExecuteAsync(Delete, parameters) > 0)
            {
                session.Changed(new(accountId, 0, name, MailboxChangeKind.Subscription));
            }

            return true;
        }

        if (await session.ReadAsync<long>(Exists, parameters) > 0)
        {
            return true;
        }

        if (await session.ReadAsync<long>(Count, new { accountId }) >= MaxSubscriptions)
        {
            return false;
        }

        await session.ExecuteAsync(Insert, parameters);
        session.Changed(new(accountId, 0, name, MailboxChangeKind.Subscription));
        return true;
    }
}
