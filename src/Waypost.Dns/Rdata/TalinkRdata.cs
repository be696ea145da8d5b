using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The neighbours in a list of trust anchors (draft-ietf-dnsop-dnssec-trust-history).</summary>
internal sealed class TalinkRdata() : RdataType(58, "TALINK",
    new NameField("previous name"),
    new NameField("next name"));
