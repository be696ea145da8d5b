using Waypost.Storage.Database;

namespace Waypost.Storage.Aliases;

public sealed class AliasRepository
{
    public Task<IReadOnlyList<Stored<AliasRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<Stored<AliasRow>?> FindAsync(string name, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteResult<AliasRow>> PutAsync(string name, IReadOnlyList<string> targets, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteStatus> DeleteAsync(string name, string? ifMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
