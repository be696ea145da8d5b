namespace Waypost.Client;

/// <summary>What a zone has to do with catalog zones (RFC 9432): it is one (<c>produce</c>, <c>consume</c>), or one lists it (<c>zone</c>).</summary>
/// <param name="Produce">Whether this primary zone is a catalog, whose records are made from the zones that name it in their <c>catalog.zone</c>.</param>
/// <param name="Consume">Whether this secondary zone is a catalog, whose members are made secondary zones of the same view.</param>
/// <param name="Members">Of a consumed catalog: the settings of its members. Without primaries, those of the catalog.</param>
/// <param name="Groups">Of a consumed catalog: the settings of members by their group; what they leave out is as in <c>members</c>.</param>
/// <param name="Zone">The catalog that lists this zone.</param>
/// <param name="Group">The group property of this zone in its catalog.</param>
/// <param name="MovesTo">The coo property: the catalog that takes this zone over.</param>
/// <param name="Label">The unique label under which a consumed catalog lists this zone; the server sets it.</param>
public sealed record CatalogSettings(
    bool? Produce = null,
    bool? Consume = null,
    ZoneSettings? Members = null,
    IReadOnlyDictionary<string, ZoneSettings>? Groups = null,
    string? Zone = null,
    string? Group = null,
    string? MovesTo = null,
    string? Label = null);
