using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A mapping between mail domains and X.400 (RFC 2163 section 4).</summary>
internal sealed class PxRdata() : RdataType(26, "PX",
    new IntegerField("preference", 2),
    new NameField("map822"),
    new NameField("mapx400"));
