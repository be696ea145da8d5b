using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A key for resolvers (draft-reid-dnsext-rkey).</summary>
internal sealed class RkeyRdata() : RdataType(57, "RKEY",
    new KeyFlagsField(),
    new KeyProtocolField(),
    new AlgorithmField("algorithm"),
    new Base64Field("public key"));
