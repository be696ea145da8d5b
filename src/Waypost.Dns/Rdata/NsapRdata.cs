using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>An OSI network address (RFC 1706 section 5).</summary>
internal sealed class NsapRdata() : RdataType(22, "NSAP",
    new NsapField("address"));
