using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The location of a service (RFC 2782); its target is never compressed.</summary>
internal sealed class SrvRdata() : RdataType(33, "SRV",
    new IntegerField("priority", 2),
    new IntegerField("weight", 2),
    new IntegerField("port", 2),
    new NameField("target", additional: true));
