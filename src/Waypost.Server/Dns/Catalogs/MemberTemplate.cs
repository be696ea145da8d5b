using Waypost.Dns.Catalogs;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns.Catalogs;

/// <summary>The settings of a consumed catalog's members.</summary>
/// <param name="Catalog">The effective settings of the catalog zone.</param>
/// <param name="Settings">Its catalog settings.</param>
internal sealed record MemberTemplate(ZoneSettings Catalog, CatalogSettings Settings)
{
    /// <summary>Those of a member: of the first of its groups that is known, then of all members; primaries are the catalog's by default.</summary>
    public ZoneSettings Of(CatalogMember member, string catalog)
    {
        var group = member.Groups.FirstOrDefault(name => Settings.Groups?.ContainsKey(name) == true) ?? (member.Groups is [var other, ..] ? other : null);
        var common = Settings.Members ?? ZoneSettings.Empty;
        var own = group is not null && Settings.Groups?.GetValueOrDefault(group) is { } special ? special.Within(common) : common;
        return own with
        {
            Primaries = own.Primaries ?? Catalog.Primaries,
            Catalog = new CatalogSettings { Zone = catalog, Label = member.Label, Group = group, MovesTo = member.ChangeOfOwnership },
        };
    }
}
