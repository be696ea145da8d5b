using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A name server (RFC 1035 section 3.3.11).</summary>
internal sealed class NsRdata() : RdataType(2, "NS",
    new NameField("nsdname", compressible: true, additional: true));
