using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>What DNSSEC's records must agree on: RFC 5155 for NSEC3PARAM, RFC 7344 for CDS and CDNSKEY, RFC 8624 for algorithms.</summary>
internal static class SignedZoneRules
{
    private const ushort Ds = 43;
    private const ushort Dnskey = 48;
    private const ushort Nsec3param = 51;
    private const ushort Cds = 59;
    private const ushort Cdnskey = 60;
    private const int MaxIterations = 150;

    public static void Check(ContentsLookup lookup, FindingSink findings)
    {
        var contents = lookup.Contents;
        var apex = contents.FindName(lookup.Origin.Wire);
        CheckHashes(contents, contents.Find(apex, Nsec3param), lookup.Origin.Wire, findings);
        var keys = Algorithms(contents, contents.Find(apex, Dnskey), 3);
        CheckKeys(keys, lookup.Origin.Wire, findings);
        if (!Agrees(Algorithms(contents, contents.Find(apex, Cds), 2), keys) || !Agrees(Algorithms(contents, contents.Find(apex, Cdnskey), 3), keys))
        {
            findings.Error(lookup.Origin.Wire, Cds, "CDS/CDNSKEY consistency checks failed");
        }
    }

    /// <summary>Whether the zone has keys at its apex, which BIND calls signed.</summary>
    public static bool IsSigned(ZoneContents contents, ReadOnlySpan<byte> origin) => contents.Has(contents.FindName(origin), Dnskey);

    public static void CheckDelegation(ContentsLookup lookup, int name, FindingSink findings)
    {
        var contents = lookup.Contents;
        var ds = contents.Find(name, Ds);
        for (var record = ds < 0 ? -1 : contents.FirstRecord(ds); record >= 0; record = contents.NextRecord(record))
        {
            var digest = contents.Rdata(record)[3];
            if (digest is 1 or 3)
            {
                findings.Warning(
                    contents.Name(name), Ds,
                    $"{FindingSink.Plain(contents.Name(name))}/DS deprecated digest type {digest} ({(digest == 1 ? "SHA-1" : "GOST")})");
            }
        }
    }

    private static void CheckHashes(ZoneContents contents, int rrset, ReadOnlySpan<byte> origin, FindingSink findings)
    {
        var usable = rrset < 0;
        for (var record = rrset < 0 ? -1 : contents.FirstRecord(rrset); record >= 0; record = contents.NextRecord(record))
        {
            var rdata = contents.Rdata(record);
            var iterations = (rdata[2] << 8) | rdata[3];
            if (rdata[0] != 1)
            {
                findings.Warning(origin, Nsec3param, $"unsupported nsec3 hash algorithm: {rdata[0]}");
                continue;
            }
            usable = true;
            if (iterations > MaxIterations)
            {
                findings.Warning(origin, Nsec3param, $"excessive NSEC3PARAM iterations {iterations} > {MaxIterations}");
            }
        }
        if (!usable)
        {
            findings.Error(origin, Nsec3param, "no supported nsec3 hash algorithm");
        }
    }

    private static void CheckKeys(HashSet<byte> algorithms, ReadOnlySpan<byte> origin, FindingSink findings)
    {
        foreach (var algorithm in algorithms)
        {
            if (Deprecated(algorithm) is { } name)
            {
                findings.Warning(origin, Dnskey, $"deprecated DNSKEY algorithm found: {algorithm} ({name})");
            }
        }
        if (algorithms.Count > 0 && algorithms.All(algorithm => Deprecated(algorithm) is not null))
        {
            findings.Warning(origin, Dnskey, "all DNSKEY algorithms found are deprecated");
        }
    }

    private static string? Deprecated(byte algorithm) => algorithm switch
    {
        1 => "RSAMD5",
        3 => "DSA",
        6 => "NSEC3DSA",
        12 => "ECCGOST",
        _ => null,
    };

    // RFC 8078 section 4: algorithm 0 asks for the removal of all, and then nothing else may be asked for.
    private static bool Agrees(HashSet<byte> wanted, HashSet<byte> keys) =>
        wanted.Contains(0) ? wanted.Count == 1 : wanted.IsSubsetOf(keys);

    private static HashSet<byte> Algorithms(ZoneContents contents, int rrset, int offset)
    {
        var algorithms = new HashSet<byte>();
        for (var record = rrset < 0 ? -1 : contents.FirstRecord(rrset); record >= 0; record = contents.NextRecord(record))
        {
            var rdata = contents.Rdata(record);
            // The wish for removal has one form (RFC 8078 section 4); anything else of algorithm 0 fits no key.
            var known = rdata[offset] != 0 || rdata is [0, 0, 0, 0, 0] or [0, 0, 3, 0, 0];
            algorithms.Add(known ? rdata[offset] : byte.MaxValue);
        }
        return algorithms;
    }
}
