using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Transfers;

/// <summary>An SOA record with its fields as numbers (RFC 1035 section 3.3.13); times in seconds.</summary>
/// <param name="Owner">The zone's apex, absolute.</param>
/// <param name="Ttl">The record's TTL.</param>
/// <param name="Rdata">The rdata as canonical text.</param>
public sealed record SoaFields(string Owner, uint Ttl, string Rdata, uint Serial, uint Refresh, uint Retry, uint Expire, uint Minimum)
{
    private const int FieldCount = 7;

    /// <summary>MNAME: the name of the primary server, absolute.</summary>
    public string PrimaryName => Rdata[..Rdata.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>Reads canonical SOA text; false when it is none.</summary>
    public static bool TryRead(string owner, uint ttl, string rdata, [NotNullWhen(true)] out SoaFields? soa)
    {
        soa = null;
        // Canonical names write blanks as \032, so that fields are what lies between blanks.
        var fields = rdata.Split(' ');
        if (fields.Length != FieldCount
            || !TryNumber(fields[2], out var serial)
            || !TryNumber(fields[3], out var refresh)
            || !TryNumber(fields[4], out var retry)
            || !TryNumber(fields[5], out var expire)
            || !TryNumber(fields[6], out var minimum))
        {
            return false;
        }
        soa = new SoaFields(owner, ttl, rdata, serial, refresh, retry, expire, minimum);
        return true;
    }

    /// <summary>The fields of a normalized SOA RRset; null when it is none.</summary>
    public static SoaFields? Read(ZoneRrset rrset) =>
        rrset is { Type: "SOA", Rdata: [var rdata] } && TryRead(rrset.Owner, rrset.Ttl, rdata, out var soa) ? soa : null;

    /// <summary>The RRset of this record alone.</summary>
    public ZoneRrset ToRrset() => new(Owner, "SOA", Ttl, [Rdata]);

    private static bool TryNumber(string text, out uint value) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
