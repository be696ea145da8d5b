using Waypost.Dns.Catalogs;
using Waypost.Dns.Serving;

namespace Waypost.Server.Trial;

/// <summary>Catalogs are not consumed: the zones are those of the configuration.</summary>
internal sealed class NoCatalogMembers : ICatalogMembers
{
    public Task<bool> CreateAsync(ZoneKey zone, ZoneSettings settings, string actor, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task ChangeAsync(ZoneKey zone, ZoneSettings settings, string actor, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteAsync(ZoneKey zone, string actor, CancellationToken cancellationToken) => Task.CompletedTask;
}
