using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Aliases;

/// <summary>The aliases: what /etc/aliases holds.</summary>
public sealed class AliasRepository(WaypostDatabase database, MailTablesHolder tables)
    : MailListRepository<AliasRow>(database, tables, "aliases", Sql, new(all => all.Aliases, (all, table) => all with { Aliases = table }))
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, targets AS content, etag FROM aliases WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, targets AS content, etag FROM aliases WHERE name_key = @nameKey""",
        Insert: """INSERT INTO aliases (name_key, name, targets, etag) VALUES (@nameKey, @name, @content, @etag)""",
        Update: """UPDATE aliases SET targets = @content, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM aliases WHERE name_key = @nameKey AND etag = @oldEtag""");

    private protected override AliasRow ToRow(string key, IReadOnlyList<string> content) => new(key, content);

    private protected override (string Key, IReadOnlyList<string> Texts) Split(AliasRow row) => (row.Name, row.Targets);
}
