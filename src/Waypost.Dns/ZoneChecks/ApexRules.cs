using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.ZoneChecks;

/// <summary>What the apex must have: one SOA, and name servers that have addresses (RFC 1034 section 4.2.1, RFC 1035 section 5.2).</summary>
internal static class ApexRules
{
    public static void Check(ContentsLookup lookup, FindingSink findings, ZoneCheckOptions options)
    {
        var contents = lookup.Contents;
        var origin = lookup.Origin.Wire;
        var apex = contents.FindName(origin);
        var servers = contents.Find(apex, ContentsLookup.Ns);
        if (!contents.Has(apex, ContentsLookup.Soa))
        {
            findings.Error(origin, ContentsLookup.Soa, "has 0 SOA records");
        }
        if (servers < 0)
        {
            findings.Error(origin, ContentsLookup.Ns, "has no NS records");
            return;
        }
        // The addresses of other classes are none that could be checked.
        for (var record = contents.FirstRecord(servers); record >= 0 && options.Class == RecordClass.Internet; record = contents.NextRecord(record))
        {
            CheckServer(lookup, contents.Rdata(record), findings);
        }
    }

    private static void CheckServer(ContentsLookup lookup, ReadOnlySpan<byte> server, FindingSink findings)
    {
        if (!lookup.IsInside(server))
        {
            return;
        }
        var (result, where) = TargetRules.FindAddress(lookup, server);
        var text = result switch
        {
            LookupResult.Missing => $"NS '{FindingSink.Plain(server)}' has no address records (A or AAAA)",
            LookupResult.Alias => $"NS '{FindingSink.Plain(server)}' is a CNAME (illegal)",
            LookupResult.BelowDname => $"NS '{FindingSink.Plain(server)}' is below a DNAME '{FindingSink.Plain(lookup.Contents.Name(where))}' (illegal)",
            _ => null,
        };
        if (text is not null)
        {
            findings.Error(lookup.Origin.Wire, ContentsLookup.Ns, text);
        }
    }
}
