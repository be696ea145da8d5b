using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A key for IPsec and the gateway to use it with (RFC 4025 section 2).</summary>
internal sealed class IpseckeyRdata() : RdataType(45, "IPSECKEY",
    new IntegerField("precedence", 1),
    new IpsecGatewayField(),
    new Base64Field("public key", optional: true));
