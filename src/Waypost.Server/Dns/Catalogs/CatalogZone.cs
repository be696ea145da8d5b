using Waypost.Dns.Catalogs;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns.Catalogs;

/// <summary>The records of a catalog zone as it is served.</summary>
internal static class CatalogZone
{
    /// <summary>What the catalog says.</summary>
    public static Catalog Read(ZoneSnapshot snapshot) => CatalogReader.Read(snapshot.Origin, Texts(snapshot));

    /// <summary>The changes that make a catalog list these members, with the next serial; none when it does. Other records stay as they are.</summary>
    public static IReadOnlyList<RrsetChange> Changes(ZoneSnapshot before, IReadOnlyDictionary<string, CatalogSettings> members)
    {
        var there = Texts(before).Where(rrset => IsManaged(rrset.Owner, before.Origin)).ToDictionary(rrset => (rrset.Owner.ToLowerInvariant(), rrset.Type));
        var labels = Read(before).Members.ToDictionary(member => member.Origin, member => member.Label, StringComparer.Ordinal);
        var wanted = CatalogWriter.Write(before.Origin, members.Select(entry => new CatalogMember(
            // A label stays with its zone, since another one tells consumers to begin anew (RFC 9432 section 5.4).
            labels.GetValueOrDefault(entry.Key) ?? CatalogWriter.LabelOf(entry.Key, Guid.NewGuid().ToString()),
            entry.Key,
            entry.Value.Group is { } group ? [group] : [],
            entry.Value.MovesTo is { } next ? RrsetNormalizer.NormalizeZoneName(next) : null)));
        var changes = new List<RrsetChange>();
        foreach (var rrset in wanted)
        {
            there.Remove((rrset.Owner, rrset.Type), out var old);
            if (old is null || !old.Rdata.SequenceEqual(rrset.Rdata, StringComparer.Ordinal))
            {
                changes.Add(new RrsetChange(old, rrset));
            }
        }
        changes.AddRange(there.Values.Select(old => new RrsetChange(old, null)));
        if (changes.Count > 0)
        {
            changes.Add(new RrsetChange(before.Soa, SoaSerial.Write(before.Soa, SoaSerial.Next(before.Serial))));
        }
        return changes;
    }

    private static IEnumerable<ZoneRrset> Texts(ZoneSnapshot snapshot) =>
        snapshot.EnumerateRrsets().Select(owned => owned.Rrset.ToText(DnsName.FromWire(owned.Owner.Span)!));

    private static bool IsManaged(string owner, string origin) =>
        string.Equals(owner, "version." + origin, StringComparison.OrdinalIgnoreCase) || owner.EndsWith(".zones." + origin, StringComparison.OrdinalIgnoreCase);
}
