using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A signature over an RRset (RFC 4034 section 3).</summary>
internal sealed class RrsigRdata() : RdataType(46, "RRSIG",
    new TypeField("type covered"),
    new AlgorithmField("algorithm"),
    new IntegerField("labels", 1),
    new IntegerField("original ttl", 4),
    new TimeStampField("signature expiration"),
    new TimeStampField("signature inception"),
    new IntegerField("key tag", 2),
    new NameField("signer's name"),
    new Base64Field("signature"));
