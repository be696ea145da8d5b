using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The state of a zone (draft-reid-dnsext-zs).</summary>
internal sealed class NinfoRdata() : RdataType(56, "NINFO",
    new StringsField("text"));
