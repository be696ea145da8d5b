using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>How to reach an HTTP origin (RFC 9460 section 9), in the form of SVCB.</summary>
internal sealed class HttpsRdata() : RdataType(65, "HTTPS",
    new IntegerField("priority", 2),
    new NameField("target", additional: true),
    new ServiceParametersField());
