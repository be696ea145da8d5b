using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The DS records that a child wants its parent to have (RFC 7344 section 3.1, RFC 8078 section 4).</summary>
internal sealed class CdsRdata() : RdataType(59, "CDS",
    new IntegerField("key tag", 2),
    new AlgorithmField("algorithm"),
    new DigestField("digest type", "digest", DelegationDigests.Lengths, DelegationDigests.Names));
