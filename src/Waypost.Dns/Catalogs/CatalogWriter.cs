using System.Security.Cryptography;
using System.Text;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Catalogs;

/// <summary>Writes the records of a catalog zone (RFC 9432 section 4).</summary>
public static class CatalogWriter
{
    private const int LabelBytes = 16;

    /// <summary>
    /// A label for a member that stays the same as long as the zone does (section 4.1): zones that were deleted and made again
    /// differ in <paramref name="identity"/> and are reset by consumers.
    /// </summary>
    public static string LabelOf(string origin, string identity) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity + " " + origin)).AsSpan(0, LabelBytes));

    /// <summary>The version property and the members: all RRsets of the catalog but its SOA and NS.</summary>
    public static IReadOnlyList<ZoneRrset> Write(string origin, IEnumerable<CatalogMember> members)
    {
        var below = origin == "." ? "." : "." + origin;
        var rrsets = new List<ZoneRrset> { new("version" + below, "TXT", 0, [$"\"{CatalogReader.Version}\""]) };
        foreach (var member in members)
        {
            var node = $"{member.Label}.zones{below}";
            rrsets.Add(new ZoneRrset(node, "PTR", 0, [member.Origin]));
            if (member.Groups.Count > 0)
            {
                rrsets.Add(new ZoneRrset("group." + node, "TXT", 0, [.. member.Groups.Select(Quote).Order(StringComparer.Ordinal)]));
            }
            if (member.ChangeOfOwnership is { } owner)
            {
                rrsets.Add(new ZoneRrset("coo." + node, "PTR", 0, [owner]));
            }
        }
        return rrsets;
    }

    // RFC 1035 section 5.1. Callers take group names of printable ASCII only.
    private static string Quote(string value) => "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
