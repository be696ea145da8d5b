using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A 64-bit locator (RFC 6742 section 2.3).</summary>
internal sealed class L64Rdata() : RdataType(106, "L64",
    new IntegerField("preference", 2),
    new HexadecimalGroupsField("locator64"));
