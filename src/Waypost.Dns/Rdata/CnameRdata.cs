using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A canonical name (RFC 1035 section 3.3.1).</summary>
internal sealed class CnameRdata() : RdataType(5, "CNAME",
    new NameField("cname", compressible: true));
