using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>Which authorities may issue certificates (RFC 8659).</summary>
internal sealed class CaaRdata() : RdataType(257, "CAA",
    new IntegerField("flags", 1),
    new CaaTagField(),
    new CaaValueField());
