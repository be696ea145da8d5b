using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.AccessEntries;

/// <summary>The access entries: what sendmail's access table holds.</summary>
public sealed class AccessEntryRepository(WaypostDatabase database, MailTablesHolder tables)
    : MailTextRepository<AccessEntryRow>(database, tables, "access-entries", Sql, new(all => all.AccessEntries, (all, table) => all with { AccessEntries = table }))
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, entry_value AS content, etag FROM access_entries WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, entry_value AS content, etag FROM access_entries WHERE name_key = @nameKey""",
        Insert: """INSERT INTO access_entries (name_key, name, entry_value, etag) VALUES (@nameKey, @name, @content, @etag)""",
        Update: """UPDATE access_entries SET entry_value = @content, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM access_entries WHERE name_key = @nameKey AND etag = @oldEtag""");

    private protected override AccessEntryRow ToRow(string key, string content) => new(key, content);

    private protected override (string Key, string Text) Split(AccessEntryRow row) => (row.Key, row.Value);
}
