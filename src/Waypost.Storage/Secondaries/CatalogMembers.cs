using Waypost.Dns.Catalogs;
using Waypost.Dns.Serving;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Storage.Secondaries;

/// <summary>The members of consumed catalogs as zones of the database.</summary>
public sealed class CatalogMembers(ZoneRepository zones) : ICatalogMembers
{
    /// <inheritdoc/>
    public async Task<bool> CreateAsync(ZoneKey zone, ZoneSettings settings, string actor, CancellationToken cancellationToken) =>
        (await zones.CreateAsync(new ZoneCreation(zone, []) { Kind = ZoneKind.Secondary, Settings = settings }, actor, cancellationToken)).Status == WriteStatus.Created;

    /// <inheritdoc/>
    public Task ChangeAsync(ZoneKey zone, ZoneSettings settings, string actor, CancellationToken cancellationToken) =>
        zones.ChangeAsync(zone, ZoneKind.Secondary, settings, ifMatch: null, actor, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(ZoneKey zone, string actor, CancellationToken cancellationToken) => zones.DeleteAsync(zone, ifMatch: null, actor, cancellationToken);
}
