using Waypost.Dns.Zones;
using Waypost.Storage.Database;

namespace Waypost.Storage.Zones;

public sealed class ZoneRepository
{
    public Task<WriteResult<ZoneRow>> CreateAsync(string origin, IReadOnlyList<ZoneRrset> rrsets, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<Stored<ZoneRow>?> FindAsync(string origin, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<IReadOnlyList<Stored<ZoneRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<WriteStatus> DeleteAsync(string origin, string? ifMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<IReadOnlyList<ZoneRrset>> ReadRrsetsAsync(string origin, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<RrsetPage> ListRrsetsAsync(string origin, string? after, int limit, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<Stored<ZoneRrset>?> FindRrsetAsync(string origin, string owner, string type, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<ZoneWriteResult> ApplyAsync(string origin, IReadOnlyList<RrsetWrite> writes, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<ZoneWriteResult> ReplaceAsync(string origin, IReadOnlyList<ZoneRrset> rrsets, string? ifMatch, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
