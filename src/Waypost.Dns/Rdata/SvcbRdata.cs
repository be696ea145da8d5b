using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>How to reach a service (RFC 9460 section 2).</summary>
internal sealed class SvcbRdata() : RdataType(64, "SVCB",
    new IntegerField("priority", 2),
    new NameField("target", additional: true),
    new ServiceParametersField());
