using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The host of a mailbox (RFC 1035 section 3.3.3).</summary>
internal sealed class MbRdata() : RdataType(7, "MB",
    new NameField("madname", compressible: true, additional: true));
