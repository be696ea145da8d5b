using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>Ends the leases of a process that died, at the start of the next one.</summary>
public sealed class LeaseReclaimer(WaypostDatabase database)
{
    private const string EndLeases = """UPDATE queue_recipients SET lease_until = NULL WHERE lease_until IS NOT NULL""";
    private const string EndNodeLeases = """DELETE FROM node_leases""";

    /// <summary>
    /// On an embedded database, which belongs to one process, every lease found at the start is a dead one's. Elsewhere a
    /// lease may be another node's, and runs out by itself. Returns how many leases were ended.
    /// </summary>
    public Task<int> ReclaimAsync(CancellationToken cancellationToken) =>
        database.Dialect.SingleWriter ? database.WriteAsync(EndAsync, cancellationToken) : Task.FromResult(0);

    private static async Task<int> EndAsync(DatabaseSession session) => await session.ExecuteAsync(EndLeases) + await session.ExecuteAsync(EndNodeLeases);
}
