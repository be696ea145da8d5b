using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A cell database server (RFC 1183 section 1).</summary>
internal sealed class AfsdbRdata() : RdataType(18, "AFSDB",
    new IntegerField("subtype", 2),
    new NameField("hostname", additional: true));
