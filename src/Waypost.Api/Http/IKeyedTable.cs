using Waypost.Storage.Database;

namespace Waypost.Api.Http;

/// <summary>A simple table of the API: items at a natural key, written whole by PUT.</summary>
public interface IKeyedTable<TItem, in TPut>
{
    /// <summary>The item's key, as it stands in the path.</summary>
    string KeyOf(TItem item);

    /// <summary>What is wrong with writing this at this key; empty when nothing is.</summary>
    ValueTask<IReadOnlyList<FieldError>> CheckAsync(string key, TPut put, CancellationToken cancellationToken);

    Task<IReadOnlyList<Stored<TItem>>> ListAsync(string? after, int limit, CancellationToken cancellationToken);

    Task<Stored<TItem>?> FindAsync(string key, CancellationToken cancellationToken);

    Task<WriteResult<TItem>> PutAsync(string key, TPut put, WriteConditions conditions, string actor, CancellationToken cancellationToken);

    Task<WriteStatus> DeleteAsync(string key, WriteConditions conditions, string actor, CancellationToken cancellationToken);

    /// <summary>What keeps the item from being deleted; null when there is nothing to say.</summary>
    Task<string?> ExplainConflictAsync(string key, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
