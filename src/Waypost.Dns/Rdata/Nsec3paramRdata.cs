using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>How the zone hashes its names (RFC 5155 section 4).</summary>
internal sealed class Nsec3paramRdata() : RdataType(51, "NSEC3PARAM",
    new HashAlgorithmField(),
    new IntegerField("flags", 1),
    new IntegerField("iterations", 2),
    new SaltField("salt"));
