using System.Collections.Frozen;
using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A digest of the whole zone (RFC 8976 section 2.2), of at least 12 bytes.</summary>
internal sealed class ZonemdRdata() : RdataType(63, "ZONEMD",
    new IntegerField("serial", 4),
    new IntegerField("scheme", 1),
    // SHA-384 and SHA-512 (RFC 8976 section 5.3).
    new DigestField("hash algorithm", "digest", new Dictionary<byte, int> { [1] = 48, [2] = 64 }.ToFrozenDictionary(), minimum: 12));
