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

    /// <summary>Whether items have what is never shown again, so that one that is gone cannot be made as it was.</summary>
    bool HasSecrets => false;

    /// <summary>Puts the item (null: its absence) into tables that a change is being planned with, so that checks of the operations that follow see it.</summary>
    void Preview(string key, TItem? item)
    {
    }

    /// <summary>What is odd about an item, though it is allowed.</summary>
    IEnumerable<string> Warn(string key, TItem item) => [];

    /// <summary>The item with what was odd about it, where its contract has a member for it.</summary>
    TItem WithWarnings(TItem item, IEnumerable<string> warnings) => item;
}
