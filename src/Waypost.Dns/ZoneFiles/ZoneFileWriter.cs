using System.Globalization;
using System.Text;
using Waypost.Dns.Zones;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Writes master files that <see cref="ZoneFileParser"/>, and any other server, reads back to the same RRsets.</summary>
public static class ZoneFileWriter
{
    /// <summary>Writes $ORIGIN, the SOA first, the apex next, then the other owners in the order given; one record a line.</summary>
    public static string Write(string origin, IEnumerable<ZoneRrset> rrsets)
    {
        var zone = RrsetNormalizer.NormalizeZoneName(origin) ?? origin;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"$ORIGIN {zone}\n");
        var ordered = rrsets
            .Select(rrset => (Owner: RrsetNormalizer.RelativeOwner(zone, rrset.Owner), Rrset: rrset))
            .OrderBy(entry => entry.Owner != "@" ? 2 : entry.Rrset.Type == "SOA" ? 0 : 1);
        foreach (var (owner, rrset) in ordered)
        {
            foreach (var rdata in rrset.Rdata)
            {
                text.Append(CultureInfo.InvariantCulture, $"{owner}\t{rrset.Ttl}\tIN\t{rrset.Type}\t{rdata}\n");
            }
        }
        return text.ToString();
    }
}
