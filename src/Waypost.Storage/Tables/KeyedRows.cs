using System.Data;
using Dapper;
using Waypost.Storage.Auditing;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tables;

/// <summary>The columns that every keyed table has.</summary>
internal abstract class KeyedRecord
{
    public required string Name { get; init; }

    public required string Etag { get; init; }
}

/// <summary>The statements of a keyed table. List takes <c>@after</c> and <c>@limit</c> (and <c>@end</c> where keys begin alike), the others <c>@nameKey</c>;
/// Insert and Update also <c>@name</c>, <c>@etag</c>, <c>@now</c> and the table's own columns; Update and Delete <c>@oldEtag</c>.</summary>
internal sealed record KeyedSql(string List, string Find, string Insert, string Update, string Delete);

/// <summary>Reads and conditional writes of a table whose key compares without case, with audit; the SQL stays beside
/// each repository.</summary>
/// <param name="keyPrefix">What every key begins with, where several resources share a table; the name follows.</param>
internal sealed class KeyedRows<TRecord, TRow>(WaypostDatabase database, string resource, KeyedSql sql, Func<TRecord, TRow> map, string keyPrefix = "")
    where TRecord : KeyedRecord
{
    // Above every character that a key may have.
    private const char Last = '\uffff';

    public async Task<IReadOnlyList<Stored<TRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        var records = await database.ReadAsync(session => session.QueryAsync<TRecord>(sql.List, new { after = Key(after ?? ""), end = keyPrefix + Last, limit }), cancellationToken);
        return records.ConvertAll(Store);
    }

    public async Task<Stored<TRow>?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var record = await FindRecordAsync(name, cancellationToken);
        return record is null ? null : Store(record);
    }

    public Task<TRecord?> FindRecordAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<TRecord>(sql.Find, new { nameKey = Key(name) }), cancellationToken);

    public Task<WriteResult<TRow>> PutAsync(KeyedPut<TRecord, TRow> put, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) =>
        database.WriteAndPublishAsync(session => PutAsync(session, put, ifMatch, ifNoneMatch, actor), result =>
        {
            // Unchanged too: the attempt before may have committed and lost the answer on its way.
            if (result is { Status: WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged, Stored: { } stored })
            {
                put.Publish(stored.Value);
            }
        }, cancellationToken);

    public Task<WriteStatus> DeleteAsync(string name, string? ifMatch, string actor, Action<string> publish, CancellationToken cancellationToken, Func<DatabaseSession, TRecord, Task>? before = null, Func<DatabaseSession, Task<bool>>? guard = null) =>
        database.WriteAndPublishAsync(async session =>
        {
            var nameKey = Key(name);
            var record = await session.FindAsync<TRecord>(sql.Find, new { nameKey });
            if (!ETags.Allow(ifMatch, ifNoneMatch: false, record?.Etag))
            {
                return WriteStatus.PreconditionFailed;
            }

            if (record is null)
            {
                return WriteStatus.NotFound;
            }

            if (guard is not null && !await guard(session))
            {
                return WriteStatus.Conflict;
            }

            if (before is not null)
            {
                await before(session, record);
            }

            if (await session.ExecuteAsync(sql.Delete, new { nameKey, oldEtag = record.Etag }) == 0)
            {
                throw new StaleRowException();
            }

            await AuditTrail.AppendAsync(session, actor, "delete", resource + "/" + record.Name, null);
            return WriteStatus.Deleted;
        }, status =>
        {
            if (status is WriteStatus.Deleted or WriteStatus.NotFound)
            {
                publish(name);
            }
        }, cancellationToken);

    private async Task<WriteResult<TRow>> PutAsync(DatabaseSession session, KeyedPut<TRecord, TRow> put, string? ifMatch, bool ifNoneMatch, string actor)
    {
        var nameKey = Key(put.Name);
        var record = await session.FindAsync<TRecord>(sql.Find, new { nameKey });
        if (!ETags.Allow(ifMatch, ifNoneMatch, record?.Etag))
        {
            return new WriteResult<TRow>(WriteStatus.PreconditionFailed, record is null ? null : Store(record));
        }

        if (put.Guard is { } guard && !await guard(session))
        {
            return new WriteResult<TRow>(WriteStatus.Conflict, null);
        }

        if (record is not null && put.IsSame(record))
        {
            return new WriteResult<TRow>(WriteStatus.Unchanged, Store(record));
        }

        var parameters = new DynamicParameters(put.Columns);
        parameters.Add("nameKey", nameKey, DbType.String);
        parameters.Add("name", put.Name, DbType.String);
        parameters.Add("etag", ETags.Next(), DbType.String);
        parameters.Add("oldEtag", record?.Etag, DbType.String);
        parameters.Add("now", session.Now);
        if (await session.ExecuteAsync(record is null ? sql.Insert : sql.Update, parameters) == 0)
        {
            throw new StaleRowException();
        }

        var stored = await session.ReadAsync<TRecord>(sql.Find, new { nameKey });
        if (record is null && put.AfterInsert is { } afterInsert)
        {
            await afterInsert(session, stored);
        }

        await AuditTrail.AppendAsync(session, actor, record is null ? "create" : "update", resource + "/" + stored.Name, put.AuditDetail);
        return new WriteResult<TRow>(record is null ? WriteStatus.Created : WriteStatus.Updated, Store(stored)) { Before = record is null ? null : Store(record) };
    }

    private string Key(string name) => keyPrefix + name.ToLowerInvariant();

    private Stored<TRow> Store(TRecord record) => new(map(record), record.Etag);
}

/// <summary>One PUT of a keyed table.</summary>
/// <param name="Columns">The values of the table's own columns.</param>
/// <param name="IsSame">True when the row already says what is put.</param>
/// <param name="Publish">Brings the in-memory tables in step after the commit.</param>
internal sealed record KeyedPut<TRecord, TRow>(string Name, object Columns, Func<TRecord, bool> IsSame, Action<TRow> Publish)
{
    public string? AuditDetail { get; init; }

    /// <summary>False when the write cannot stand beside what is there: a conflict.</summary>
    public Func<DatabaseSession, Task<bool>>? Guard { get; init; }

    public Func<DatabaseSession, TRecord, Task>? AfterInsert { get; init; }
}
