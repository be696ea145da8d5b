using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The new name of a mailbox (RFC 1035 section 3.3.8).</summary>
internal sealed class MrRdata() : RdataType(9, "MR",
    new NameField("newname", compressible: true));
