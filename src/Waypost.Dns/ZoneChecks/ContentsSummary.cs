using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>What is said of a zone once it is loaded.</summary>
public static class ContentsSummary
{
    /// <summary>The serial in the SOA at the apex (RFC 1035 section 3.3.13), 0 without one.</summary>
    public static uint Serial(this ZoneContents contents, DnsName origin)
    {
        var soa = contents.Find(contents.FindName(origin.Wire), ContentsLookup.Soa);
        return soa < 0 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(contents.Rdata(contents.FirstRecord(soa))[^20..]);
    }

    /// <summary>Whether the apex has keys (RFC 4034 section 2).</summary>
    public static bool IsSigned(this ZoneContents contents, DnsName origin) => SignedZoneRules.IsSigned(contents, origin.Wire);
}
