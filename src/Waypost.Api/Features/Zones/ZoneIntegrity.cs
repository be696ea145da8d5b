using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>
/// The integrity rules of named-checkzone for what a write has changed: targets of MX, NS and SRV records that are in the zone but are
/// aliases or have no address. Both ways: records that point somewhere, and names that records point to.
/// </summary>
public static class ZoneIntegrity
{
    // Beyond so many names, who points to a name that lost its address is not looked for.
    private const int MaxNames = 50_000;

    private const ushort A = 1, Ns = 2, Cname = 5, Aaaa = 28, Dname = 39;

    private static readonly string[] Pointing = ["MX", "NS", "SRV"];

    public static IEnumerable<(RrsetChange Change, string Message)> Check(ZoneSnapshot zone, IReadOnlyList<RrsetChange> changes)
    {
        if (!DnsName.TryParse(zone.Origin, DnsName.Root, out var origin, out _))
        {
            yield break;
        }

        foreach (var change in changes)
        {
            if (change.After is { } after && Pointing.Contains(after.Type))
            {
                foreach (var message in CheckTargets(zone, origin, after))
                {
                    yield return (change, message);
                }
            }
        }

        var lost = new Dictionary<string, RrsetChange>(StringComparer.Ordinal);
        foreach (var change in changes.Where(LosesAddress))
        {
            lost[(change.Before ?? change.After!).Owner.ToLowerInvariant()] = change;
        }

        if (lost.Count == 0 || zone.NameCount > MaxNames)
        {
            yield break;
        }

        foreach (var rrset in zone.EnumerateRrsets())
        {
            if (rrset.Rrset.TypeCode is not (15 or 2 or 33))
            {
                continue;
            }

            var text = rrset.Rrset.ToText(DnsName.FromWire(rrset.Owner.Span)!);
            foreach (var rdata in text.Rdata)
            {
                if (lost.TryGetValue(Target(rdata).ToLowerInvariant(), out var cause) && CheckTarget(zone, origin, text, rdata) is { } message)
                {
                    yield return (cause, message);
                }
            }
        }
    }

    private static IEnumerable<string> CheckTargets(ZoneSnapshot zone, DnsName origin, ZoneRrset rrset) =>
        rrset.Rdata.Select(rdata => CheckTarget(zone, origin, rrset, rdata)).OfType<string>();

    private static string? CheckTarget(ZoneSnapshot zone, DnsName origin, ZoneRrset rrset, string rdata)
    {
        var name = Target(rdata);
        if (name == "." || !DnsName.TryParse(name, DnsName.Root, out var target, out _) || !target.IsAtOrBelow(origin))
        {
            return null;
        }

        var key = target.ToLowerWire();
        var what = $"{rrset.Owner} {rrset.Type}: the target {name}";
        if (zone.FindRrset(key, Cname) is not null)
        {
            return $"{what} is an alias (CNAME)";
        }

        if (zone.FindRrset(key, A) is not null || zone.FindRrset(key, Aaaa) is not null)
        {
            return null;
        }

        // What lies below a delegation or a DNAME is not here to be known; below a delegation of its own, it lacks glue.
        for (var parent = key; parent.Length > origin.Wire.Length; parent = parent[(parent[0] + 1)..])
        {
            if (zone.FindRrset(parent, Dname) is not null)
            {
                return null;
            }

            if (zone.FindRrset(parent, Ns) is not null && parent.Length < key.Length + 1)
            {
                return rrset.Type == "NS" && DnsName.TryParse(rrset.Owner, DnsName.Root, out var owner, out _) && target.IsAtOrBelow(owner)
                    ? $"{what} has no glue (no A or AAAA record)"
                    : null;
            }

            if (parent.Length < key.Length && HasWildcard(zone, parent))
            {
                return null;
            }
        }

        return HasWildcard(zone, origin.ToLowerWire()) ? null : $"{what} has no address (no A or AAAA record)";
    }

    private static bool HasWildcard(ZoneSnapshot zone, ReadOnlySpan<byte> parent)
    {
        Span<byte> wildcard = stackalloc byte[parent.Length + 2];
        (wildcard[0], wildcard[1]) = (1, (byte)'*');
        parent.CopyTo(wildcard[2..]);
        return zone.FindRrset(wildcard, A) is not null || zone.FindRrset(wildcard, Aaaa) is not null;
    }

    private static bool LosesAddress(RrsetChange change) =>
        change is { After: null, Before.Type: "A" or "AAAA" } or { Before: null, After.Type: "CNAME" };

    private static string Target(string rdata) => rdata[(rdata.LastIndexOf(' ') + 1)..];
}
