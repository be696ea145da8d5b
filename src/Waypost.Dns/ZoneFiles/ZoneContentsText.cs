using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Zones;

namespace Waypost.Dns.ZoneFiles;

/// <summary>A zone's contents as the RRsets that are stored and compared.</summary>
public static class ZoneContentsText
{
    /// <summary>The normalized RRsets, in the order in which they first came.</summary>
    public static IReadOnlyList<ZoneRrset> ToRrsets(ZoneContents contents)
    {
        var rrsets = new List<ZoneRrset>(contents.RrsetCount);
        var (owner, ownerText) = (-1, "");
        for (var rrset = 0; rrset < contents.RrsetCount; rrset++)
        {
            if (contents.Owner(rrset) != owner)
            {
                owner = contents.Owner(rrset);
                var text = new StringBuilder();
                WireName.Format(contents.Name(owner), text);
                ownerText = text.ToString();
            }
            var type = RdataRegistry.Find(contents.Type(rrset));
            rrsets.Add(new ZoneRrset(ownerText, type.Mnemonic, contents.Ttl(rrset), ToSorted(contents, rrset, type)));
        }
        return rrsets;
    }

    private static string[] ToSorted(ZoneContents contents, int rrset, RdataType type)
    {
        var texts = new List<string>(contents.Count(rrset));
        for (var record = contents.FirstRecord(rrset); record >= 0; record = contents.NextRecord(record))
        {
            texts.Add(type.TryFormat(contents.Rdata(record), out var text) ? text : RdataType.FormatGeneric(contents.Rdata(record)));
        }
        texts.Sort(StringComparer.Ordinal);
        return texts.ToArray();
    }
}
