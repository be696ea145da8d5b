using Waypost.Storage.Database;

namespace Waypost.Storage.Accounts;

public sealed class AccountRepository
{
    public Task<IReadOnlyList<Stored<AccountRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<Stored<AccountRow>?> FindAsync(string name, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteResult<AccountRow>> PutAsync(string name, string? password, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteStatus> DeleteAsync(string name, string? ifMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
