using Waypost.Dns.Names;

namespace Waypost.Dns.Zones;

/// <summary>Why a zone must not be loaded.</summary>
public sealed record ZoneProblem(string Owner, string Type, string Message);

/// <summary>The rules that hold across the RRsets of a zone (RFC 1034 sections 3.6.2 and 4.2, RFC 1035 section 5.2).</summary>
public static class ZoneChecker
{
    /// <summary>All problems, empty when the zone can be loaded.</summary>
    public static IReadOnlyList<ZoneProblem> Check(string origin, IEnumerable<ZoneRrset> rrsets)
    {
        var problems = new List<ZoneProblem>();
        if (!DnsName.TryParse(origin, DnsName.Root, out var zone, out var error))
        {
            return [new ZoneProblem(origin, "SOA", $"the zone's name is not valid: {error}")];
        }
        var owners = new Dictionary<DnsName, List<ZoneRrset>>();
        foreach (var rrset in rrsets)
        {
            if (!DnsName.TryParse(rrset.Owner, zone, out var owner, out error))
            {
                problems.Add(new ZoneProblem(rrset.Owner, rrset.Type, $"the owner is not valid: {error}"));
                continue;
            }
            if (!owner.IsAtOrBelow(zone))
            {
                problems.Add(new ZoneProblem(rrset.Owner, rrset.Type, $"the owner is not in the zone {zone}"));
                continue;
            }
            if (!owners.TryGetValue(owner, out var there))
            {
                owners.Add(owner, there = []);
            }
            if (there.Exists(other => other.Type == rrset.Type))
            {
                problems.Add(new ZoneProblem(rrset.Owner, rrset.Type, "the RRset is there twice"));
            }
            there.Add(rrset);
            CheckSingle(rrset, owner, zone, problems);
        }
        CheckApex(zone, owners, problems);
        foreach (var there in owners.Values)
        {
            // RFC 2181 section 10.1, RFC 4034 sections 3 and 4: an alias has no other data, but for what signs it.
            if (there.Find(rrset => rrset.Type == "CNAME") is { } cname && there.Exists(rrset => rrset.Type is not ("CNAME" or "RRSIG" or "NSEC")))
            {
                problems.Add(new ZoneProblem(cname.Owner, "CNAME", "a CNAME stands beside other data of the same owner"));
            }
        }
        return problems;
    }

    private static void CheckSingle(ZoneRrset rrset, DnsName owner, DnsName zone, List<ZoneProblem> problems)
    {
        if (rrset.Type == "SOA" && !owner.Equals(zone))
        {
            problems.Add(new ZoneProblem(rrset.Owner, "SOA", "an SOA record belongs to the zone's apex only"));
        }
        if (rrset.Type is "SOA" or "CNAME" or "DNAME" && rrset.Rdata.Count > 1)
        {
            problems.Add(new ZoneProblem(rrset.Owner, rrset.Type, $"an owner has one {rrset.Type} record, not {rrset.Rdata.Count}"));
        }
    }

    private static void CheckApex(DnsName zone, Dictionary<DnsName, List<ZoneRrset>> owners, List<ZoneProblem> problems)
    {
        var apex = owners.GetValueOrDefault(zone) ?? [];
        foreach (var type in (ReadOnlySpan<string>)["SOA", "NS"])
        {
            if (!apex.Exists(rrset => rrset.Type == type && rrset.Rdata.Count > 0))
            {
                problems.Add(new ZoneProblem(zone.ToString(), type, $"the zone's apex has no {type} record"));
            }
        }
    }
}
