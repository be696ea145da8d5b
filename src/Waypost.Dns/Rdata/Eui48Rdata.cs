using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A 48-bit hardware address (RFC 7043 section 3).</summary>
internal sealed class Eui48Rdata() : RdataType(108, "EUI48",
    new EuiField("address", 6));
