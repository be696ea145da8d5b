using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.AccessEntries;
using Waypost.Storage.Database;

namespace Waypost.Api.Features.AccessEntries;

public sealed class AccessEntryTable(AccessEntryRepository repository) : IKeyedTable<AccessEntry, AccessEntryPut>
{
    public string KeyOf(AccessEntry item) => item.Key;

    public ValueTask<IReadOnlyList<FieldError>> CheckAsync(string key, AccessEntryPut put, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FieldError>>(
            AccessSyntax.CheckKey(key) is { } wrongKey ? [new("key", wrongKey)]
            : AccessSyntax.CheckEntry(key, put.Value) is { } wrongValue ? [new("$.value", wrongValue)]
            : []);

    public Task<IReadOnlyList<Stored<AccessEntry>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        repository.ListAsync(after, limit, cancellationToken).SelectAsync(ToItem);

    public Task<Stored<AccessEntry>?> FindAsync(string key, CancellationToken cancellationToken) =>
        repository.FindAsync(key, cancellationToken).SelectAsync(ToItem);

    public Task<WriteResult<AccessEntry>> PutAsync(string key, AccessEntryPut put, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.PutAsync(key, put.Value, conditions.IfMatch, conditions.IfNoneMatch, actor, cancellationToken).SelectAsync(ToItem);

    public Task<WriteStatus> DeleteAsync(string key, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.DeleteAsync(key, conditions.IfMatch, actor, cancellationToken);

    private static AccessEntry ToItem(AccessEntryRow row) => new(row.Key, row.Value);
}
