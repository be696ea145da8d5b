using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.MailDomains;

/// <summary>The mail domains: what sendmail's local-host-names lists.</summary>
public sealed class MailDomainRepository(WaypostDatabase database, MailTablesHolder tables)
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, etag, created_at FROM mail_domains WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, etag, created_at FROM mail_domains WHERE name_key = @nameKey""",
        Insert: """INSERT INTO mail_domains (name_key, name, etag, created_at) VALUES (@nameKey, @name, @etag, @now)""",
        Update: """UPDATE mail_domains SET etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM mail_domains WHERE name_key = @nameKey AND etag = @oldEtag""");

    private readonly KeyedRows<Record, MailDomainRow> _rows = new(database, "mail-domains", Sql, record => new MailDomainRow(record.Name, record.CreatedAt));

    public Task<IReadOnlyList<Stored<MailDomainRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => _rows.ListAsync(after, limit, cancellationToken);

    public Task<Stored<MailDomainRow>?> FindAsync(string name, CancellationToken cancellationToken) => _rows.FindAsync(name, cancellationToken);

    public Task<WriteResult<MailDomainRow>> PutAsync(string name, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) =>
        _rows.PutAsync(new KeyedPut<Record, MailDomainRow>(
            name,
            new { },
            _ => true,
            row => tables.Update(now => now with { MailDomains = now.MailDomains.Add(row.Name) })),
            ifMatch, ifNoneMatch, actor, cancellationToken);

    public Task<WriteStatus> DeleteAsync(string name, string? ifMatch, string actor, CancellationToken cancellationToken) =>
        _rows.DeleteAsync(name, ifMatch, actor, gone => tables.Update(now => now with { MailDomains = now.MailDomains.Remove(gone) }), cancellationToken);

    private sealed class Record : KeyedRecord
    {
        public DateTimeOffset CreatedAt { get; init; }
    }
}
