using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A public key of the zone (RFC 4034 section 2).</summary>
internal sealed class DnskeyRdata() : RdataType(48, "DNSKEY",
    new IntegerField("flags", 2),
    new IntegerField("protocol", 1),
    new AlgorithmField("algorithm"),
    new Base64Field("public key"));
