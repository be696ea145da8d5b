using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A public key of the zone (RFC 4034 section 2).</summary>
internal sealed class DnskeyRdata() : RdataType(48, "DNSKEY",
    new KeyFlagsField(),
    new KeyProtocolField(),
    new AlgorithmField("algorithm"),
    new Base64Field("public key"));
