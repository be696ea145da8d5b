using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Transfers;

/// <summary>The records of outgoing transfers, in their order; made while they are sent, so that memory is bounded.</summary>
public static class TransferSequence
{
    /// <summary>A whole zone: the SOA, everything else, the SOA again (RFC 5936 section 2.2).</summary>
    public static IEnumerable<OwnedRrset> Whole(ZoneSnapshot zone)
    {
        OwnedRrset? soa = null;
        foreach (var rrset in zone.EnumerateRrsets())
        {
            soa ??= rrset;
            yield return rrset;
        }
        yield return soa!.Value;
    }

    /// <summary>
    /// One difference (RFC 1995 section 4): the new SOA; the old SOA and what goes; the new SOA and what comes; the new SOA.
    /// </summary>
    /// <param name="changes">Condensed changes, the SOA's among them.</param>
    public static IEnumerable<OwnedRrset> Difference(IReadOnlyList<RrsetChange> changes)
    {
        var soa = changes.First(change => change.After?.Type == "SOA");
        var (before, after) = (Encode(soa.Before!), Encode(soa.After!));
        yield return after;
        yield return before;
        foreach (var gone in Sides(changes, soa, static change => (change.Before, change.After)))
        {
            yield return gone;
        }
        yield return after;
        foreach (var come in Sides(changes, soa, static change => (change.After, change.Before)))
        {
            yield return come;
        }
        yield return after;
    }

    // The records of one side that the other does not have; all of them when the TTL changes.
    private static IEnumerable<OwnedRrset> Sides(IReadOnlyList<RrsetChange> changes, RrsetChange soa, Func<RrsetChange, (ZoneRrset? This, ZoneRrset? Other)> pick)
    {
        foreach (var change in changes)
        {
            if (ReferenceEquals(change, soa) || pick(change) is not ({ } rrset, var other))
            {
                continue;
            }
            var records = other is null || other.Ttl != rrset.Ttl ? rrset.Rdata : [.. rrset.Rdata.Except(other.Rdata, StringComparer.Ordinal)];
            if (records.Count > 0)
            {
                yield return Encode(rrset with { Rdata = records });
            }
        }
    }

    private static OwnedRrset Encode(ZoneRrset rrset) =>
        DnsName.TryParse(rrset.Owner, DnsName.Root, out var owner, out var error)
            ? new OwnedRrset(owner.Wire.ToArray(), WireRrset.Encode(rrset))
            : throw new FormatException($"'{rrset.Owner}' is not a name: {error}.");
}
