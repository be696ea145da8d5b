using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Forwards;

/// <summary>The accounts' forwards: what ~/.forward holds.</summary>
public sealed class ForwardRepository(WaypostDatabase database, MailTablesHolder tables)
    : MailListRepository<ForwardRow>(database, tables, "forwards", Sql, new(all => all.Forwards, (all, table) => all with { Forwards = table }))
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, targets AS content, etag FROM forwards WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, targets AS content, etag FROM forwards WHERE name_key = @nameKey""",
        Insert: """INSERT INTO forwards (name_key, name, targets, etag) VALUES (@nameKey, @name, @content, @etag)""",
        Update: """UPDATE forwards SET targets = @content, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM forwards WHERE name_key = @nameKey AND etag = @oldEtag""");

    private protected override ForwardRow ToRow(string key, IReadOnlyList<string> content) => new(key, content);

    private protected override (string Key, IReadOnlyList<string> Texts) Split(ForwardRow row) => (row.Account, row.Targets);
}
