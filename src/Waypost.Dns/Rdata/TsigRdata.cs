using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The signature of a message (RFC 8945 section 4.2); never in a zone.</summary>
internal sealed class TsigRdata() : RdataType(250, "TSIG",
    new NameField("algorithm name"),
    new SignedTimeField("time signed"),
    new IntegerField("fudge", 2),
    new SizedBase64Field("mac"),
    new IntegerField("original id", 2),
    new ResultCodeField("error"),
    new SizedBase64Field("other data"));
