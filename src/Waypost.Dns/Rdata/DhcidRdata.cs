using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>Which DHCP client owns a name (RFC 4701 section 3).</summary>
internal sealed class DhcidRdata() : RdataType(49, "DHCID",
    new Base64Field("identifier"));
