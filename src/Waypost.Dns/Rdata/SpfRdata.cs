using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A sender policy in the form of TXT, given up for TXT itself (RFC 7208 section 3.1).</summary>
internal sealed class SpfRdata() : RdataType(99, "SPF",
    new StringsField("text"));
