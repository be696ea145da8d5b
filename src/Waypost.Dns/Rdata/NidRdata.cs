using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A node identifier (RFC 6742 section 2.1).</summary>
internal sealed class NidRdata() : RdataType(104, "NID",
    new IntegerField("preference", 2),
    new HexadecimalGroupsField("node identifier"));
