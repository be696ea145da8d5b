using Waypost.Storage.Database;

namespace Waypost.Storage.Secondaries;

/// <summary>Leases of work that one node of a cluster does at a time.</summary>
internal static class NodeLeaseRows
{
    private const string Renew = """
        UPDATE node_leases SET node_name = @node, leased_until = @until WHERE lease_name = @name AND (node_name = @node OR leased_until < @now)
        """;

    private const string Find = """SELECT node_name FROM node_leases WHERE lease_name = @name""";

    private const string Insert = """INSERT INTO node_leases (lease_name, node_name, leased_until) VALUES (@name, @node, @until)""";

    private const string End = """DELETE FROM node_leases WHERE lease_name = @name AND node_name = @node""";

    /// <summary>Takes or keeps a lease; false while another node has it.</summary>
    public static async Task<bool> TryTakeAsync(DatabaseSession session, string name, string node, TimeSpan duration)
    {
        if (await session.ExecuteAsync(Renew, new { name, node, until = session.Now + duration, now = session.Now }) > 0)
        {
            return true;
        }
        if (await session.FindAsync<string>(Find, new { name }) is not null)
        {
            return false;
        }
        // A node that does the same at the same time ends in a duplicate key, and the unit of work is done again.
        await session.ExecuteAsync(Insert, new { name, node, until = session.Now + duration });
        return true;
    }

    /// <summary>Gives a lease up.</summary>
    public static Task EndAsync(DatabaseSession session, string name, string node) => session.ExecuteAsync(End, new { name, node });
}
