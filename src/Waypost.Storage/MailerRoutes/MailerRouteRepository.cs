using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.MailerRoutes;

/// <summary>The mailer routes: what mailertable holds.</summary>
public sealed class MailerRouteRepository(WaypostDatabase database, MailTablesHolder tables)
    : MailTextRepository<MailerRouteRow>(database, tables, "mailer-routes", Sql, new(all => all.MailerRoutes, (all, table) => all with { MailerRoutes = table }))
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, target AS content, etag FROM mailer_routes WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, target AS content, etag FROM mailer_routes WHERE name_key = @nameKey""",
        Insert: """INSERT INTO mailer_routes (name_key, name, target, etag) VALUES (@nameKey, @name, @content, @etag)""",
        Update: """UPDATE mailer_routes SET target = @content, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM mailer_routes WHERE name_key = @nameKey AND etag = @oldEtag""");

    private protected override MailerRouteRow ToRow(string key, string content) => new(key, content);

    private protected override (string Key, string Text) Split(MailerRouteRow row) => (row.Domain, row.Target);
}
