using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>Anything (draft-eastlake-kitchen-sink).</summary>
internal sealed class SinkRdata() : RdataType(40, "SINK",
    new IntegerField("meaning", 1),
    new IntegerField("coding", 1),
    new IntegerField("subcoding", 1),
    new Base64Field("data", optional: true));
