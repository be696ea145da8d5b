using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The start of a zone (RFC 1035 section 3.3.13).</summary>
internal sealed class SoaRdata() : RdataType(6, "SOA",
    new NameField("mname", compressible: true),
    new NameField("rname", compressible: true),
    new IntegerField("serial", 4),
    new IntegerField("refresh", 4, time: true),
    new IntegerField("retry", 4, time: true),
    new IntegerField("expire", 4, time: true),
    new IntegerField("minimum", 4, time: true));
