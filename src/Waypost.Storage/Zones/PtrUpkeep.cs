using System.Net;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Storage.Zones;

/// <summary>One PTR record that appears or goes because an address did.</summary>
internal sealed record PtrChange(string Owner, string Target, uint Ttl, bool Added);

/// <summary>What changes of addresses ask of reverse zones (RFC 1035 section 3.5): a PTR record for each, where a zone for it is here.</summary>
internal static class PtrUpkeep
{
    /// <summary>The changes by reverse zone; <paramref name="isZone"/> says which primary zones there are.</summary>
    public static IReadOnlyDictionary<ZoneKey, IReadOnlyList<PtrChange>> Plan(ZoneKey zone, IEnumerable<RrsetChange> changes, Func<ZoneKey, bool> isZone)
    {
        var wanted = new SortedDictionary<string, List<PtrChange>>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var (before, after) = (Addresses(change.Before), Addresses(change.After));
            foreach (var address in before.Except(after, StringComparer.Ordinal))
            {
                Add(address, change.Before!, added: false);
            }

            // Those that stay are put again, since their TTL may have changed.
            foreach (var address in after)
            {
                Add(address, change.After!, added: true);
            }
        }

        return wanted.ToDictionary(entry => zone with { Origin = entry.Key }, entry => (IReadOnlyList<PtrChange>)entry.Value);

        void Add(string address, ZoneRrset rrset, bool added)
        {
            var place = ReverseNetwork.Candidates(IPAddress.Parse(address)).FirstOrDefault(candidate => isZone(zone with { Origin = candidate.Origin }));
            if (place.Origin is null)
            {
                return;
            }

            if (!wanted.TryGetValue(place.Origin, out var list))
            {
                wanted.Add(place.Origin, list = []);
            }

            list.Add(new PtrChange(place.Owner, rrset.Owner.ToLowerInvariant(), rrset.Ttl, added));
        }
    }

    /// <summary>Makes the changes in the RRsets of a reverse zone; an owner that is an alias is left alone.</summary>
    public static void Apply(IReadOnlyList<PtrChange> changes, IDictionary<RrsetKey, ZoneRrset> rrsets)
    {
        foreach (var change in changes)
        {
            var key = new RrsetKey(OwnerKey.Of(change.Owner)!, "PTR");
            if (rrsets.ContainsKey(key with { Type = "CNAME" }))
            {
                continue;
            }

            var there = rrsets.TryGetValue(key, out var rrset) ? rrset.Rdata : [];
            var targets = there.Where(target => !target.Equals(change.Target, StringComparison.OrdinalIgnoreCase));
            string[] now = [.. (change.Added ? targets.Append(change.Target) : targets).Order(StringComparer.Ordinal)];
            if (now.Length == 0)
            {
                rrsets.Remove(key);
            }
            else if (change.Added || now.Length < there.Count)
            {
                rrsets[key] = new ZoneRrset(rrset?.Owner ?? change.Owner, "PTR", change.Added ? change.Ttl : rrset!.Ttl, now);
            }
        }
    }

    // A wildcard stands for names, of which an address can have but one here.
    private static IReadOnlyList<string> Addresses(ZoneRrset? rrset) =>
        rrset is { Type: "A" or "AAAA" } && !rrset.Owner.StartsWith("*.", StringComparison.Ordinal) ? rrset.Rdata : [];
}
