using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A URI for a service (RFC 7553 section 4.5): the target is the rest of the rdata.</summary>
internal sealed class UriRdata() : RdataType(256, "URI",
    new IntegerField("priority", 2),
    new IntegerField("weight", 2),
    new UriTargetField());
