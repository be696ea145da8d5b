using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Configuration;

/// <summary>Checks the catalog settings of a zone (RFC 9432).</summary>
internal static class CatalogChecks
{
    // A group is one character string (RFC 1035 section 3.3).
    private const int MaxGroupLength = 255;

    public static void Check(CatalogSettings? catalog, Action<string, string> fail)
    {
        if (catalog is null)
        {
            return;
        }
        if (catalog is { Produce: true, Consume: true })
        {
            fail("catalog.consume", "a catalog is produced here or consumed, not both");
        }
        if (catalog.Zone is { } zone && RrsetNormalizer.NormalizeZoneName(zone) is null)
        {
            fail("catalog.zone", $"'{zone}' is not a domain name");
        }
        if (catalog.MovesTo is { } next && RrsetNormalizer.NormalizeZoneName(next) is null)
        {
            fail("catalog.movesTo", $"'{next}' is not a domain name");
        }
        if (catalog.Zone is null && (catalog.Group ?? catalog.MovesTo) is not null)
        {
            fail("catalog.zone", "is needed beside group or movesTo");
        }
        if (catalog.Group is { } group && (group.Length is 0 or > MaxGroupLength || group.Any(character => character is < ' ' or > '~')))
        {
            fail("catalog.group", $"must be 1 to {MaxGroupLength} printable ASCII characters");
        }
        if (catalog.Members?.Catalog is not null || catalog.Groups?.Values.Any(settings => settings.Catalog is not null) == true)
        {
            fail("catalog.members", "members cannot have catalog settings of their own");
        }
    }
}
