using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Computes summaries that an earlier version has stored once more, so that they have all that this one keeps.</summary>
public sealed class SummaryRenewal(WaypostDatabase database)
{
    private const int BatchSize = 20;

    /// <summary>Renews some; false when none is left.</summary>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken) =>
        await database.WriteAsync(session => SummaryRows.RenewAsync(session, BatchSize), cancellationToken) > 0;
}
