using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The name of an OSI network address (RFC 1348), given up by RFC 1706.</summary>
internal sealed class NsapPtrRdata() : RdataType(23, "NSAP-PTR",
    new NameField("name"));
