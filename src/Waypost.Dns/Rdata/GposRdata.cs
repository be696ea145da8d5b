using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A place as longitude, latitude and altitude in decimal (RFC 1712 section 3).</summary>
internal sealed class GposRdata() : RdataType(27, "GPOS",
    new DecimalStringField("longitude"),
    new DecimalStringField("latitude"),
    new DecimalStringField("altitude"));
