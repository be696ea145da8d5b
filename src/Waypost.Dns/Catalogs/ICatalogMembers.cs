using Waypost.Dns.Serving;

namespace Waypost.Dns.Catalogs;

/// <summary>Makes and unmakes the secondary zones that a consumed catalog lists. What is done is stored and served when a call returns.</summary>
public interface ICatalogMembers
{
    /// <summary>Creates a secondary zone; false when there is a zone of that name.</summary>
    Task<bool> CreateAsync(ZoneKey zone, ZoneSettings settings, string actor, CancellationToken cancellationToken);

    /// <summary>Gives a zone other settings; the same ones are no change.</summary>
    Task ChangeAsync(ZoneKey zone, ZoneSettings settings, string actor, CancellationToken cancellationToken);

    /// <summary>Deletes a zone with its content.</summary>
    Task DeleteAsync(ZoneKey zone, string actor, CancellationToken cancellationToken);
}
