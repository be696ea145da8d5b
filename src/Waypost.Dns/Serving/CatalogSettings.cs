namespace Waypost.Dns.Serving;

/// <summary>What a zone has to do with catalog zones (RFC 9432): it is one, or one lists it.</summary>
public sealed record CatalogSettings
{
    /// <summary>Whether this primary zone is a catalog, whose records are made from the zones that name it in <see cref="Zone"/>.</summary>
    public bool? Produce { get; init; }

    /// <summary>Whether this secondary zone is a catalog, whose members are made secondary zones of this view.</summary>
    public bool? Consume { get; init; }

    /// <summary>Of a consumed catalog: the settings of its members. Without primaries, those of the catalog.</summary>
    public ZoneSettings? Members { get; init; }

    /// <summary>Of a consumed catalog: the settings of members by their group; what they leave out is as in <see cref="Members"/>.</summary>
    public IReadOnlyDictionary<string, ZoneSettings>? Groups { get; init; }

    /// <summary>The catalog that lists this zone.</summary>
    public string? Zone { get; init; }

    /// <summary>The group property of this zone in its catalog.</summary>
    public string? Group { get; init; }

    /// <summary>The coo property: the catalog that takes this zone over.</summary>
    public string? MovesTo { get; init; }

    /// <summary>The unique label under which a consumed catalog lists this zone.</summary>
    public string? Label { get; init; }
}
