namespace Waypost.Dns.ZoneFiles;

/// <summary>What cannot stand beside each other at one owner.</summary>
internal static class SingletonRules
{
    private const ushort Cname = 5;
    private const ushort Soa = 6;
    private const ushort Dname = 39;

    /// <summary>Types of which an owner has one record (RFC 1034 section 3.6.2, RFC 1035 section 5.2, RFC 6672 section 2.4).</summary>
    public static bool IsSingleton(ushort type) => type is Cname or Soa or Dname;

    /// <summary>The fault of two types at one owner, or null.</summary>
    public static ZoneFileFault? Beside(ushort left, ushort right) =>
        (left == Cname && !MayStandBesideCname(right)) || (right == Cname && !MayStandBesideCname(left))
            ? new ZoneFileFault("CNAME and other data", "a CNAME stands beside other data of the same owner (CNAME and other data)")
            : null;

    // RFC 2181 section 10.1, RFC 4034 sections 3 and 4: what signs an alias. BIND adds KEY, SIG and NXT of RFC 2535.
    private static bool MayStandBesideCname(ushort type) => type is 46 or 47 or 24 or 25 or 30;
}
