using System.Collections.Immutable;
using Waypost.Mail.Tables;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tables;

/// <summary>Where a mail table is in <see cref="MailTables"/>.</summary>
internal sealed record MailTableLens<T>(Func<MailTables, ImmutableDictionary<string, T>> Get, Func<MailTables, ImmutableDictionary<string, T>, MailTables> With);

/// <summary>A mail table as its row has it.</summary>
internal sealed class MailTableRecord : KeyedRecord
{
    public required string Content { get; init; }
}

/// <summary>A mail table of one column beside its key. What is written is in force on this node before the call returns.</summary>
/// <typeparam name="TRow">The row with its key.</typeparam>
/// <typeparam name="TContent">What stands at a key: a text or a list of texts.</typeparam>
public abstract class MailTableRepository<TRow, TContent>
{
    private readonly MailTablesHolder _tables;
    private readonly KeyedRows<MailTableRecord, TRow> _rows;

    private protected MailTableRepository(WaypostDatabase database, MailTablesHolder tables, string resource, KeyedSql sql)
    {
        _tables = tables;
        _rows = new KeyedRows<MailTableRecord, TRow>(database, resource, sql, record => ToRow(record.Name, Read(record.Content)));
    }

    public Task<IReadOnlyList<Stored<TRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => _rows.ListAsync(after, limit, cancellationToken);

    public Task<Stored<TRow>?> FindAsync(string key, CancellationToken cancellationToken) => _rows.FindAsync(key, cancellationToken);

    public Task<WriteResult<TRow>> PutAsync(string key, TContent value, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken)
    {
        var content = Write(value);
        return _rows.PutAsync(new KeyedPut<MailTableRecord, TRow>(key, new { content }, record => record.Content == content, row => _tables.Update(now => Set(now, row)))
        {
            AuditDetail = content,
        }, ifMatch, ifNoneMatch, actor, cancellationToken);
    }

    public Task<WriteStatus> DeleteAsync(string key, string? ifMatch, string actor, CancellationToken cancellationToken) =>
        _rows.DeleteAsync(key, ifMatch, actor, gone => _tables.Update(now => Remove(now, gone)), cancellationToken);

    private protected abstract TRow ToRow(string key, TContent content);

    private protected abstract string Write(TContent content);

    private protected abstract TContent Read(string content);

    private protected abstract MailTables Set(MailTables tables, TRow row);

    private protected abstract MailTables Remove(MailTables tables, string key);
}
