using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A certificate or where to find it (RFC 4398 section 2).</summary>
internal sealed class CertRdata() : RdataType(37, "CERT",
    new CertificateTypeField("type"),
    new IntegerField("key tag", 2),
    new AlgorithmField("algorithm"),
    new Base64Field("certificate"));
