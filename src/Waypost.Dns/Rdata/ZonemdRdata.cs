using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A digest of the whole zone (RFC 8976 section 2.2), of at least 12 bytes.</summary>
internal sealed class ZonemdRdata() : RdataType(63, "ZONEMD",
    new IntegerField("serial", 4),
    new IntegerField("scheme", 1),
    new IntegerField("hash algorithm", 1),
    new HexadecimalField("digest", minimum: 12));
