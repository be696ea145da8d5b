using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A host that routes to this one (RFC 1183 section 3.3).</summary>
internal sealed class RtRdata() : RdataType(21, "RT",
    new IntegerField("preference", 2),
    new NameField("intermediate-host", additional: true));
