using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>Records that differ as they are stored but not in DNSSEC's canonical form (RFC 4034 section 6.2).</summary>
internal static class DuplicateRules
{
    // Types whose embedded names keep their case when records are compared (RFC 6840 section 5.1): so two spellings are two records.
    private const ushort Nsec = 47;

    public static void Check(ContentsLookup lookup, FindingSink findings, ZoneCheckOptions options)
    {
        var contents = lookup.Contents;
        if (options.Duplicates == CheckMode.Ignore)
        {
            return;
        }
        for (var rrset = 0; rrset < contents.RrsetCount; rrset++)
        {
            if (contents.Type(rrset) == Nsec && contents.Count(rrset) > 1 && HasTwin(contents, rrset))
            {
                var owner = contents.Name(contents.Owner(rrset));
                var type = contents.Type(rrset);
                findings.Report(options.Duplicates, owner, type, $"{FindingSink.Plain(owner)}/{RdataRegistry.Find(type).Mnemonic} has semantically identical records");
            }
        }
    }

    private static bool HasTwin(ZoneContents contents, int rrset)
    {
        var seen = new HashSet<string>();
        for (var record = contents.FirstRecord(rrset); record >= 0; record = contents.NextRecord(record))
        {
            var canonical = contents.Rdata(record).ToArray();
            var length = WireName.Length(canonical);
            WireName.Lower(canonical.AsSpan(0, length), canonical.AsSpan(0, length));
            if (!seen.Add(Convert.ToHexString(canonical)))
            {
                return true;
            }
        }
        return false;
    }
}
