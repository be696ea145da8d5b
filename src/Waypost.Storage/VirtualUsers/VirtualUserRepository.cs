using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.VirtualUsers;

/// <summary>The virtual users: what virtusertable holds.</summary>
public sealed class VirtualUserRepository(WaypostDatabase database, MailTablesHolder tables)
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, target, etag FROM virtual_users WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, target, etag FROM virtual_users WHERE name_key = @nameKey""",
        Insert: """INSERT INTO virtual_users (name_key, name, target, etag) VALUES (@nameKey, @name, @target, @etag)""",
        Update: """UPDATE virtual_users SET target = @target, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM virtual_users WHERE name_key = @nameKey AND etag = @oldEtag""");

    private readonly KeyedRows<Record, VirtualUserRow> _rows = new(database, "virtual-users", Sql, record => new VirtualUserRow(record.Name, record.Target));

    public Task<IReadOnlyList<Stored<VirtualUserRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => _rows.ListAsync(after, limit, cancellationToken);

    public Task<Stored<VirtualUserRow>?> FindAsync(string address, CancellationToken cancellationToken) => _rows.FindAsync(address, cancellationToken);

    public Task<WriteResult<VirtualUserRow>> PutAsync(string address, string target, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) =>
        _rows.PutAsync(new KeyedPut<Record, VirtualUserRow>(
            address,
            new { target },
            record => record.Target == target,
            row => tables.Update(now => now with { VirtualUsers = now.VirtualUsers.SetItem(row.Address, row.Target) }))
        {
            AuditDetail = target,
        }, ifMatch, ifNoneMatch, actor, cancellationToken);

    public Task<WriteStatus> DeleteAsync(string address, string? ifMatch, string actor, CancellationToken cancellationToken) =>
        _rows.DeleteAsync(address, ifMatch, actor, gone => tables.Update(now => now with { VirtualUsers = now.VirtualUsers.Remove(gone) }), cancellationToken);

    private sealed class Record : KeyedRecord
    {
        public required string Target { get; init; }
    }
}
