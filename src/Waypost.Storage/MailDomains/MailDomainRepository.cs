using Waypost.Storage.Database;

namespace Waypost.Storage.MailDomains;

public sealed class MailDomainRepository
{
    public Task<IReadOnlyList<Stored<MailDomainRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<Stored<MailDomainRow>?> FindAsync(string name, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteResult<MailDomainRow>> PutAsync(string name, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteStatus> DeleteAsync(string name, string? ifMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
