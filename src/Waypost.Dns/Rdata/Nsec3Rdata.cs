using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>The next hashed name of the zone and the types of this one (RFC 5155 section 3).</summary>
internal sealed class Nsec3Rdata() : RdataType(50, "NSEC3",
    new HashAlgorithmField(),
    new IntegerField("flags", 1),
    new IntegerField("iterations", 2),
    new SaltField("salt"),
    new HashedNameField("next hashed owner name"),
    new TypeBitmapField("types", optional: true));
