using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>The quotas of accounts.</summary>
public sealed class AccountQuotas(WaypostDatabase database) : IAccountQuotas
{
    public Task<QuotaUsage?> ReadAsync(long accountId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => QuotaRows.ReadAsync(session, accountId), cancellationToken);

    public Task<bool> SetLimitsAsync(long accountId, long? storageLimit, long? messagesLimit, CancellationToken cancellationToken) =>
        database.WriteAsync(session => QuotaRows.SetLimitsAsync(session, accountId, storageLimit, messagesLimit), cancellationToken);
}
