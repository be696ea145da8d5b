using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A trust anchor: a digest of a key, as in DS.</summary>
internal sealed class TaRdata() : RdataType(32768, "TA",
    new IntegerField("key tag", 2),
    new AlgorithmField("algorithm"),
    new DigestField("digest type", "digest", DelegationDigests.Lengths, DelegationDigests.Names));
