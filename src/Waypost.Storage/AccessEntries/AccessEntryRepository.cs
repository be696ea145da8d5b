using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.AccessEntries;

/// <summary>The access entries: what sendmail's access table holds.</summary>
public sealed class AccessEntryRepository(WaypostDatabase database, MailTablesHolder tables)
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, entry_value, etag FROM access_entries WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, entry_value, etag FROM access_entries WHERE name_key = @nameKey""",
        Insert: """INSERT INTO access_entries (name_key, name, entry_value, etag) VALUES (@nameKey, @name, @value, @etag)""",
        Update: """UPDATE access_entries SET entry_value = @value, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM access_entries WHERE name_key = @nameKey AND etag = @oldEtag""");

    private readonly KeyedRows<Record, AccessEntryRow> _rows = new(database, "access-entries", Sql, record => new AccessEntryRow(record.Name, record.EntryValue));

    public Task<IReadOnlyList<Stored<AccessEntryRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => _rows.ListAsync(after, limit, cancellationToken);

    public Task<Stored<AccessEntryRow>?> FindAsync(string key, CancellationToken cancellationToken) => _rows.FindAsync(key, cancellationToken);

    public Task<WriteResult<AccessEntryRow>> PutAsync(string key, string value, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) =>
        _rows.PutAsync(new KeyedPut<Record, AccessEntryRow>(
            key,
            new { value },
            record => record.EntryValue == value,
            row => tables.Update(now => now with { AccessEntries = now.AccessEntries.SetItem(row.Key, row.Value) }))
        {
            AuditDetail = value,
        }, ifMatch, ifNoneMatch, actor, cancellationToken);

    public Task<WriteStatus> DeleteAsync(string key, string? ifMatch, string actor, CancellationToken cancellationToken) =>
        _rows.DeleteAsync(key, ifMatch, actor, gone => tables.Update(now => now with { AccessEntries = now.AccessEntries.Remove(gone) }), cancellationToken);

    private sealed class Record : KeyedRecord
    {
        public required string EntryValue { get; init; }
    }
}
