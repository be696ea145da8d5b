namespace Waypost.Dns.Catalogs;

/// <summary>A member zone as a consumer has it.</summary>
/// <param name="Catalog">The catalog that owns it; null for a zone that somebody configured.</param>
/// <param name="Label">The unique label under which the catalog lists it.</param>
public sealed record ConsumedZone(string Origin, string? Catalog, string? Label, IReadOnlyList<string> Groups, string? ChangeOfOwnership);

/// <summary>What a consumer must do so that its zones are those of a catalog (RFC 9432 section 5).</summary>
/// <param name="Added">Zones to create.</param>
/// <param name="Removed">Zones to delete, with their state.</param>
/// <param name="Reset">Zones whose label has changed: their state goes, and they are transferred anew (section 5.4).</param>
/// <param name="Changed">Zones whose properties have changed, or that another catalog gave up to this one.</param>
/// <param name="Clashes">Members that belong to something else already, and stay with it (section 5.2).</param>
public sealed record CatalogDifference(
    IReadOnlyList<CatalogMember> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<CatalogMember> Reset,
    IReadOnlyList<CatalogMember> Changed,
    IReadOnlyList<CatalogMember> Clashes)
{
    /// <summary>Compares what the catalog lists with what there is. A broken catalog changes nothing.</summary>
    /// <param name="there">The zones with the origin of a member, and all zones that belong to the catalog.</param>
    public static CatalogDifference Of(string catalogOrigin, Catalog catalog, IEnumerable<ConsumedZone> there)
    {
        List<CatalogMember> added = [], reset = [], changed = [], clashes = [];
        if (catalog.Problem is not null)
        {
            return new CatalogDifference(added, [], reset, changed, clashes);
        }
        var zones = there.ToDictionary(zone => zone.Origin, StringComparer.Ordinal);
        foreach (var member in catalog.Members)
        {
            if (!zones.Remove(member.Origin, out var zone))
            {
                added.Add(member);
            }
            else if (zone.Catalog != catalogOrigin)
            {
                // Section 4.3.1: the old owner must name the new one; otherwise whoever was first keeps the zone.
                (zone.Catalog is not null && zone.ChangeOfOwnership == catalogOrigin ? changed : clashes).Add(member);
            }
            else if (zone.Label != member.Label)
            {
                reset.Add(member);
            }
            else if (!zone.Groups.Order(StringComparer.Ordinal).SequenceEqual(member.Groups.Order(StringComparer.Ordinal), StringComparer.Ordinal)
                || zone.ChangeOfOwnership != member.ChangeOfOwnership)
            {
                changed.Add(member);
            }
        }
        return new CatalogDifference(added, [.. zones.Values.Where(zone => zone.Catalog == catalogOrigin).Select(zone => zone.Origin)], reset, changed, clashes);
    }
}
