using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A member of a mail group (RFC 1035 section 3.3.6).</summary>
internal sealed class MgRdata() : RdataType(8, "MG",
    new NameField("mgmname", compressible: true));
