using System.Globalization;

namespace Waypost.Dns.Zones;

/// <summary>The serial of a zone, in the text of its SOA RRset (RFC 1035 section 3.3.13), and its arithmetic (RFC 1982).</summary>
public static class SoaSerial
{
    private const int SerialField = 2;
    private const int FieldCount = 7;

    /// <summary>The serial. Throws <see cref="FormatException"/> when the RRset is not a normalized SOA.</summary>
    public static uint Read(ZoneRrset soa) => uint.Parse(Fields(soa)[SerialField], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The same SOA with another serial.</summary>
    public static ZoneRrset Write(ZoneRrset soa, uint serial)
    {
        var fields = Fields(soa);
        fields[SerialField] = serial.ToString(CultureInfo.InvariantCulture);
        return soa with { Rdata = [string.Join(' ', fields)] };
    }

    /// <summary>The serial after this one; never 0, which some secondaries take as "none yet".</summary>
    public static uint Next(uint serial) => serial == uint.MaxValue ? 1 : serial + 1;

    /// <summary>Whether <paramref name="left"/> is newer (RFC 1982 section 3.2); false both ways at a distance of exactly 2^31.</summary>
    public static bool IsNewer(uint left, uint right)
    {
        var distance = left - right;
        return distance is not 0 and < 0x8000_0000;
    }

    // Canonical names write blanks as \032, so that fields are what lies between blanks.
    private static string[] Fields(ZoneRrset soa)
    {
        var fields = soa.Rdata.Count == 1 ? soa.Rdata[0].Split(' ') : [];
        return soa.Type == "SOA" && fields.Length == FieldCount
            ? fields
            : throw new FormatException($"The RRset {soa.Owner} {soa.Type} is not a normalized SOA.");
    }
}
