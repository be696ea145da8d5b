using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>Part of an IPv6 address and the name of the rest (RFC 2874), given up by RFC 6563.</summary>
internal sealed class A6Rdata() : RdataType(38, "A6",
    new PartialAddressField());
