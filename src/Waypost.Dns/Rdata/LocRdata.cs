using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A place on the Earth (RFC 1876 section 2).</summary>
internal sealed class LocRdata() : RdataType(29, "LOC",
    new LocationField());
