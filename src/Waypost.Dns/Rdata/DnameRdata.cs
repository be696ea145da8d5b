using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>An alias for everything below a name (RFC 6672 section 2.1); its target is never compressed.</summary>
internal sealed class DnameRdata() : RdataType(39, "DNAME",
    new NameField("target"));
