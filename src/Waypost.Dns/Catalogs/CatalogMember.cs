namespace Waypost.Dns.Catalogs;

/// <summary>A zone that a catalog zone lists (RFC 9432 section 4.1).</summary>
/// <param name="Label">The unique label under <c>zones</c>; when it changes, the member's state is reset (section 5.4).</param>
/// <param name="Origin">The member zone, absolute, lower case.</param>
/// <param name="Groups">Values of the group property (section 4.3.2).</param>
/// <param name="ChangeOfOwnership">The catalog that takes the member over, by the coo property (section 4.3.1); null for none.</param>
public sealed record CatalogMember(string Label, string Origin, IReadOnlyList<string> Groups, string? ChangeOfOwnership);

/// <summary>What a catalog zone says.</summary>
/// <param name="Members">The members; empty when the catalog is broken.</param>
/// <param name="Problem">Why the catalog is broken and must not be processed (section 5.1); null when it is not.</param>
public sealed record Catalog(IReadOnlyList<CatalogMember> Members, string? Problem);
