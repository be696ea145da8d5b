using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A TLS certificate association (RFC 6698 section 2).</summary>
internal sealed class TlsaRdata() : RdataType(52, "TLSA",
    new IntegerField("certificate usage", 1),
    new IntegerField("selector", 1),
    new IntegerField("matching type", 1),
    new HexadecimalField("certificate association data"));
