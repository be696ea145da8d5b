using Waypost.Storage.Database;

namespace Waypost.Storage.VirtualUsers;

public sealed class VirtualUserRepository
{
    public Task<IReadOnlyList<Stored<VirtualUserRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<Stored<VirtualUserRow>?> FindAsync(string address, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteResult<VirtualUserRow>> PutAsync(string address, string target, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteStatus> DeleteAsync(string address, string? ifMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
