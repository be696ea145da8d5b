using Waypost.Dns.Rdata;

namespace Waypost.Dns.Transfers;

/// <summary>When two texts are the same rdata.</summary>
internal static class RdataEquality
{
    /// <summary>
    /// Compression may change the case of names in the rdata of RFC 1035's types, whose texts hold names and numbers only, so that
    /// these compare without case; all other rdata is compared octet by octet.
    /// </summary>
    public static StringComparer ComparerOf(string type) =>
        RdataRegistry.TryFind(type, out var known) && known.CompressibleNames > 0 ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
