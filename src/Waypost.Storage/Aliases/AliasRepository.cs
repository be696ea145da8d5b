using System.Collections.Immutable;
using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Aliases;

/// <summary>The aliases: what /etc/aliases holds.</summary>
public sealed class AliasRepository(WaypostDatabase database, MailTablesHolder tables)
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, targets, etag FROM aliases WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, targets, etag FROM aliases WHERE name_key = @nameKey""",
        Insert: """INSERT INTO aliases (name_key, name, targets, etag) VALUES (@nameKey, @name, @targets, @etag)""",
        Update: """UPDATE aliases SET targets = @targets, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM aliases WHERE name_key = @nameKey AND etag = @oldEtag""");

    private readonly KeyedRows<Record, AliasRow> _rows = new(database, "aliases", Sql, record => new AliasRow(record.Name, TextList.Read(record.Targets)));

    public Task<IReadOnlyList<Stored<AliasRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => _rows.ListAsync(after, limit, cancellationToken);

    public Task<Stored<AliasRow>?> FindAsync(string name, CancellationToken cancellationToken) => _rows.FindAsync(name, cancellationToken);

    public Task<WriteResult<AliasRow>> PutAsync(string name, IReadOnlyList<string> targets, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken)
    {
        var json = TextList.Write(targets);
        return _rows.PutAsync(new KeyedPut<Record, AliasRow>(
            name,
            new { targets = json },
            record => record.Targets == json,
            row => tables.Update(now => now with { Aliases = now.Aliases.SetItem(row.Name, [.. row.Targets]) }))
        {
            AuditDetail = json,
        }, ifMatch, ifNoneMatch, actor, cancellationToken);
    }

    public Task<WriteStatus> DeleteAsync(string name, string? ifMatch, string actor, CancellationToken cancellationToken) =>
        _rows.DeleteAsync(name, ifMatch, actor, gone => tables.Update(now => now with { Aliases = now.Aliases.Remove(gone) }), cancellationToken);

    private sealed class Record : KeyedRecord
    {
        public required string Targets { get; init; }
    }
}
