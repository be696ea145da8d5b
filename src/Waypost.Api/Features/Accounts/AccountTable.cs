using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.Accounts;
using Waypost.Storage.Database;

namespace Waypost.Api.Features.Accounts;

public sealed class AccountTable(AccountRepository repository) : IKeyedTable<Account, AccountPut>
{
    public bool HasSecrets => true;

    public string KeyOf(Account item) => item.Name;

    public async ValueTask<IReadOnlyList<FieldError>> CheckAsync(string key, AccountPut put, CancellationToken cancellationToken)
    {
        if (TableSyntax.CheckAccount(key) is { } message)
        {
            return [new("key", message)];
        }

        return put.Password is null && await repository.FindAsync(key, cancellationToken) is null
            ? [new("$.password", "is required for a new account")]
            : [];
    }

    public Task<IReadOnlyList<Stored<Account>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        repository.ListAsync(after, limit, cancellationToken).SelectAsync(ToItem);

    public Task<Stored<Account>?> FindAsync(string key, CancellationToken cancellationToken) =>
        repository.FindAsync(key, cancellationToken).SelectAsync(ToItem);

    public Task<WriteResult<Account>> PutAsync(string key, AccountPut put, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.PutAsync(key, put.Password, conditions.IfMatch, conditions.IfNoneMatch, actor, cancellationToken).SelectAsync(ToItem);

    public Task<WriteStatus> DeleteAsync(string key, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.DeleteAsync(key, conditions.IfMatch, actor, cancellationToken);

    private static Account ToItem(AccountRow row) => new(row.Name, row.CreatedAt);
}
