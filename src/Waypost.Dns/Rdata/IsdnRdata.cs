using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>An ISDN number and, if need be, a subaddress (RFC 1183 section 3.2).</summary>
internal sealed class IsdnRdata() : RdataType(20, "ISDN",
    new StringField("isdn-address"),
    new OptionalStringField("subaddress"));
