using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>Policies of RFC 7208, whose section 3.1 takes them from TXT alone: an SPF record by itself is not read.</summary>
internal static class SpfRules
{
    public static void Check(ContentsLookup lookup, int name, FindingSink findings, ZoneCheckOptions options)
    {
        var contents = lookup.Contents;
        var spf = contents.Find(name, ContentsLookup.Spf);
        if (spf < 0 || options.Spf == CheckMode.Ignore || !HasPolicy(contents, spf) || HasPolicy(contents, contents.Find(name, ContentsLookup.Txt)))
        {
            return;
        }
        findings.Warning(
            contents.Name(name), ContentsLookup.Spf,
            $"'{FindingSink.Plain(contents.Name(name))}' found type SPF record but no SPF TXT record found, add matching type TXT record");
    }

    private static bool HasPolicy(ZoneContents contents, int rrset)
    {
        for (var record = rrset < 0 ? -1 : contents.FirstRecord(rrset); record >= 0; record = contents.NextRecord(record))
        {
            var text = contents.Rdata(record) is [var length, .. var rest] && length <= rest.Length ? rest[..length] : default;
            if (text.StartsWith("v=spf1"u8) && (text.Length == 6 || text[6] == ' '))
            {
                return true;
            }
        }
        return false;
    }
}
