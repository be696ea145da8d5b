using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A key exchanger (RFC 2230 section 3.1).</summary>
internal sealed class KxRdata() : RdataType(36, "KX",
    new IntegerField("preference", 2),
    new NameField("exchanger", additional: true));
