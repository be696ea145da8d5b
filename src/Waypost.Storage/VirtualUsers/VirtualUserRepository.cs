using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.VirtualUsers;

/// <summary>The virtual users: what virtusertable holds.</summary>
public sealed class VirtualUserRepository(WaypostDatabase database, MailTablesHolder tables)
    : MailTextRepository<VirtualUserRow>(database, tables, "virtual-users", Sql, new(all => all.VirtualUsers, (all, table) => all with { VirtualUsers = table }))
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, target AS content, etag FROM virtual_users WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, target AS content, etag FROM virtual_users WHERE name_key = @nameKey""",
        Insert: """INSERT INTO virtual_users (name_key, name, target, etag) VALUES (@nameKey, @name, @content, @etag)""",
        Update: """UPDATE virtual_users SET target = @content, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM virtual_users WHERE name_key = @nameKey AND etag = @oldEtag""");

    private protected override VirtualUserRow ToRow(string key, string content) => new(key, content);

    private protected override (string Key, string Text) Split(VirtualUserRow row) => (row.Address, row.Target);
}
