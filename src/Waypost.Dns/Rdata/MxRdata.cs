using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A mail exchange (RFC 1035 section 3.3.9); exchange <c>.</c> means no mail (RFC 7505).</summary>
internal sealed class MxRdata() : RdataType(15, "MX",
    new IntegerField("preference", 2),
    new NameField("exchange", compressible: true, additional: true));
