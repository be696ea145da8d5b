using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A signature (RFC 2535 section 4), which a message may carry too (RFC 2931).</summary>
internal sealed class SigRdata() : RdataType(24, "SIG",
    new TypeField("type covered"),
    new AlgorithmField("algorithm"),
    new IntegerField("labels", 1),
    new IntegerField("original ttl", 4),
    new TimeStampField("signature expiration"),
    new TimeStampField("signature inception"),
    new IntegerField("key tag", 2),
    new NameField("signer's name"),
    new Base64Field("signature"));
