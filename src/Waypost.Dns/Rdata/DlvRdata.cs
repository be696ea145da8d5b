using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A digest of a key at a registry of trust anchors (RFC 4431), given up by RFC 8749.</summary>
internal sealed class DlvRdata() : RdataType(32769, "DLV",
    new IntegerField("key tag", 2),
    new AlgorithmField("algorithm"),
    new DigestField("digest type", "digest", DelegationDigests.Lengths, DelegationDigests.Names));
