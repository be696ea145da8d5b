using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A 64-bit hardware address (RFC 7043 section 4).</summary>
internal sealed class Eui64Rdata() : RdataType(109, "EUI64",
    new EuiField("address", 8));
