using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A digest of a child zone's key (RFC 4034 section 5), which lives with the parent.</summary>
internal sealed class DsRdata() : RdataType(43, "DS",
    new IntegerField("key tag", 2),
    new AlgorithmField("algorithm"),
    new DigestField("digest type", "digest", DelegationDigests.Lengths, DelegationDigests.Names));
