using Waypost.Storage.Database;

namespace Waypost.Storage.AccessEntries;

public sealed class AccessEntryRepository
{
    public Task<IReadOnlyList<Stored<AccessEntryRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<Stored<AccessEntryRow>?> FindAsync(string key, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteResult<AccessEntryRow>> PutAsync(string key, string value, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteStatus> DeleteAsync(string key, string? ifMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
