using Waypost.Dns.Names;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>Checks a whole zone as BIND does after it has read it: what must hold for it to be served, then its integrity.</summary>
public static class ContentsChecker
{
    /// <summary>Reports every finding; true when the zone can be loaded.</summary>
    public static bool Check(ZoneContents contents, DnsName origin, ZoneCheckOptions options, Action<ZoneFinding> report, IOutsideNames? outside = null)
    {
        var findings = new FindingSink(report);
        var lookup = new ContentsLookup(contents, origin);
        ApexRules.Check(lookup, findings, options);
        if (findings.Errors > 0)
        {
            return false;
        }
        if (options.Integrity != IntegrityMode.None && options.Class == RecordClass.Internet)
        {
            CheckIntegrity(lookup, new TargetRules(lookup, findings, options, outside), findings, options);
        }
        DuplicateRules.Check(lookup, findings, options);
        SignedZoneRules.Check(lookup, findings);
        return findings.Errors == 0;
    }

    private static void CheckIntegrity(ContentsLookup lookup, TargetRules targets, FindingSink findings, ZoneCheckOptions options)
    {
        var contents = lookup.Contents;
        for (var name = 0; name < contents.NameCount; name++)
        {
            var (interesting, delegated) = (false, false);
            for (var rrset = contents.FirstRrset(name); rrset >= 0; rrset = contents.NextRrset(rrset))
            {
                interesting |= contents.Type(rrset) is ContentsLookup.Ns or ContentsLookup.Mx or ContentsLookup.Srv or ContentsLookup.Spf;
                delegated |= contents.Type(rrset) == ContentsLookup.Ns;
            }
            if (!interesting || lookup.IsOccluded(contents.Name(name)))
            {
                continue;
            }
            if (delegated && contents.Name(name).Length != lookup.Origin.Wire.Length)
            {
                CheckRecords(contents, name, ContentsLookup.Ns, targets.CheckDelegation);
                SignedZoneRules.CheckDelegation(lookup, name, findings);
                continue;
            }
            CheckRecords(contents, name, ContentsLookup.Mx, targets.CheckMx);
            CheckRecords(contents, name, ContentsLookup.Srv, targets.CheckSrv);
            SpfRules.Check(lookup, name, findings, options);
        }
    }

    private static void CheckRecords(ZoneContents contents, int name, ushort type, RecordCheck check)
    {
        var rrset = contents.Find(name, type);
        for (var record = rrset < 0 ? -1 : contents.FirstRecord(rrset); record >= 0; record = contents.NextRecord(record))
        {
            check(contents.Name(name), contents.Rdata(record));
        }
    }

    private delegate void RecordCheck(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> rdata);
}
