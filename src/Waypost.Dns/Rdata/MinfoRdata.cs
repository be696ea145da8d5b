using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>Who answers for a mailing list and its errors (RFC 1035 section 3.3.7).</summary>
internal sealed class MinfoRdata() : RdataType(14, "MINFO",
    new NameField("rmailbx", compressible: true),
    new NameField("emailbx", compressible: true));
