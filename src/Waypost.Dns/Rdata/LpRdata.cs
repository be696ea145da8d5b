using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A pointer to the locators of a subnetwork (RFC 6742 section 2.4).</summary>
internal sealed class LpRdata() : RdataType(107, "LP",
    new IntegerField("preference", 2),
    new NameField("fqdn"));
