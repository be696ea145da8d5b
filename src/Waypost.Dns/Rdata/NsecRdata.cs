using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The next name of the zone and the types of this one (RFC 4034 section 4).</summary>
internal sealed class NsecRdata() : RdataType(47, "NSEC",
    new NameField("next domain name"),
    new TypeBitmapField("types", optional: false));
