using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A host's processor and system (RFC 1035 section 3.3.2).</summary>
internal sealed class HinfoRdata() : RdataType(13, "HINFO",
    new StringField("cpu"),
    new StringField("os"));
