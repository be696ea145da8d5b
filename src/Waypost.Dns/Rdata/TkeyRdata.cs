using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The exchange of a key in messages (RFC 2930 section 2); never in a zone.</summary>
internal sealed class TkeyRdata() : RdataType(249, "TKEY",
    new NameField("algorithm"),
    new TimeStampField("inception"),
    new TimeStampField("expiration"),
    new IntegerField("mode", 2),
    new ResultCodeField("error"),
    new SizedBase64Field("key"),
    new SizedBase64Field("other data"));
