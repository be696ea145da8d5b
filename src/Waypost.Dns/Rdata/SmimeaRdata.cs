using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>An S/MIME certificate association (RFC 8162 section 2), in the form of TLSA.</summary>
internal sealed class SmimeaRdata() : RdataType(53, "SMIMEA",
    new IntegerField("certificate usage", 1),
    new IntegerField("selector", 1),
    new IntegerField("matching type", 1),
    new HexadecimalField("certificate association data"));
