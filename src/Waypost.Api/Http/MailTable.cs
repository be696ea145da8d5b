using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Api.Http;

/// <summary>A mail table of one column beside its key as a keyed table of the API; each says what it checks and how it reads.</summary>
public abstract class MailTable<TRow, TContent, TItem, TPut>(MailTableRepository<TRow, TContent> repository) : IKeyedTable<TItem, TPut>
{
    public abstract string KeyOf(TItem item);

    public ValueTask<IReadOnlyList<FieldError>> CheckAsync(string key, TPut put, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FieldError>>([.. Check(key, put)]);

    public Task<IReadOnlyList<Stored<TItem>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        repository.ListAsync(after, limit, cancellationToken).SelectAsync(ToItem);

    public Task<Stored<TItem>?> FindAsync(string key, CancellationToken cancellationToken) =>
        repository.FindAsync(key, cancellationToken).SelectAsync(ToItem);

    public Task<WriteResult<TItem>> PutAsync(string key, TPut put, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.PutAsync(key, ContentOf(put), conditions.IfMatch, conditions.IfNoneMatch, actor, cancellationToken).SelectAsync(ToItem);

    public Task<WriteStatus> DeleteAsync(string key, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.DeleteAsync(key, conditions.IfMatch, actor, cancellationToken);

    /// <summary>Nothing else looks at most tables while a change is being planned.</summary>
    public virtual void Preview(string key, TItem? item)
    {
    }

    protected abstract IEnumerable<FieldError> Check(string key, TPut put);

    protected abstract TContent ContentOf(TPut put);

    protected abstract TItem ToItem(TRow row);

    /// <summary>The first of two problems: with the key, then with the value at its path.</summary>
    protected static IEnumerable<FieldError> Problems(string? ofKey, string path, Func<string?> ofValue) =>
        ofKey is not null ? [new("key", ofKey)] : ofValue() is { } wrong ? [new(path, wrong)] : [];

    /// <summary>The problems of a list's elements.</summary>
    protected static IEnumerable<FieldError> Problems(string path, IReadOnlyList<string> texts, Func<string, string?> check) =>
        texts.Select((text, i) => (Path: $"{path}[{i}]", Message: check(text))).Where(found => found.Message is not null).Select(found => new FieldError(found.Path, found.Message!));
}
