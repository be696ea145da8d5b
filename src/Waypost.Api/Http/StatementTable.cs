using Waypost.Dns.Configuration;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;

namespace Waypost.Api.Http;

/// <summary>The statements of one kind of the DNS configuration as a keyed table: contracts have the members of the statement.</summary>
public sealed class StatementTable<TStatement, TItem, TPut>(StatementRepository<TStatement> repository, StatementKind<TStatement> kind) : IKeyedTable<TItem, TPut>
    where TStatement : class
    where TPut : class
{
    private const int MaxNameLength = 128;

    private const string Refused = "{};\"!\u007f";

    public string KeyOf(TItem item) => kind.NameOf(StatementContracts.To<TStatement>(item));

    public async ValueTask<IReadOnlyList<FieldError>> CheckAsync(string key, TPut put, CancellationToken cancellationToken)
    {
        if (key.Length > MaxNameLength || key.Any(character => character <= ' ' || Refused.Contains(character, StringComparison.Ordinal)))
        {
            return [new("key", $"must have at most {MaxNameLength} characters, and none of blanks, braces, quotes, ; and !")];
        }

        return [.. (await repository.CheckAsync(key, ToStatement(key, put), cancellationToken)).Select(error => ToField(error, key))];
    }

    public Task<IReadOnlyList<Stored<TItem>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        repository.ListAsync(after, limit, cancellationToken).SelectAsync(ToItem);

    public Task<Stored<TItem>?> FindAsync(string key, CancellationToken cancellationToken) => repository.FindAsync(key, cancellationToken).SelectAsync(ToItem);

    public Task<WriteResult<TItem>> PutAsync(string key, TPut put, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.PutAsync(ToStatement(key, put), conditions.IfMatch, conditions.IfNoneMatch, actor, cancellationToken).SelectAsync(ToItem);

    public Task<WriteStatus> DeleteAsync(string key, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.DeleteAsync(key, conditions.IfMatch, actor, cancellationToken);

    public async Task<string?> ExplainConflictAsync(string key, CancellationToken cancellationToken) =>
        await repository.CheckAsync(key, null, cancellationToken) is [var first, ..] ? Describe(first) : null;

    private static TItem ToItem(TStatement statement) => StatementContracts.To<TItem>(statement);

    private static string Describe(ConfigurationError error) =>
        string.Join(' ', new[] { ConfigurationPaths.Of(error.Section), error.Name, error.Path }.Where(part => part.Length > 0)) + ": " + error.Message;

    private TStatement ToStatement(string key, TPut put) => StatementContracts.To<TStatement>(put, kind.KeyMember, key);

    // What is wrong elsewhere with this statement in place, such as a loop that it closes, is wrong with the whole of it.
    private FieldError ToField(ConfigurationError error, string key) =>
        error.Section == kind.Section && string.Equals(error.Name, key, StringComparison.OrdinalIgnoreCase) ? new(error.Path, error.Message) : new("$", Describe(error));
}
