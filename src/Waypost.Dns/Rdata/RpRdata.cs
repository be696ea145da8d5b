using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The person responsible for a name (RFC 1183 section 2.2).</summary>
internal sealed class RpRdata() : RdataType(17, "RP",
    new NameField("mbox-dname"),
    new NameField("txt-dname"));
