using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The keys that a child wants its parent to make DS records of (RFC 7344 section 3.2).</summary>
internal sealed class CdnskeyRdata() : RdataType(60, "CDNSKEY",
    new KeyFlagsField(),
    new KeyProtocolField(),
    new AlgorithmField("algorithm"),
    new Base64Field("public key"));
