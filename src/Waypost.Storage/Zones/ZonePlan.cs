using Waypost.Dns.Zones;

namespace Waypost.Storage.Zones;

/// <summary>One change of a plan, by its key.</summary>
internal sealed record PlannedChange(RrsetKey Key, ZoneRrset? Before, ZoneRrset? After)
{
    public static PlannedChange Of(RrsetChange change)
    {
        var rrset = change.After ?? change.Before!;
        return new PlannedChange(new RrsetKey(OwnerKey.Of(rrset.Owner) ?? throw new FormatException($"'{rrset.Owner}' is not a name."), rrset.Type), change.Before, change.After);
    }
}

/// <summary>What a write of a zone changes, decided before any row is touched: the problems that forbid it, or the changes
/// with the SOA of the new serial among them.</summary>
internal sealed record ZonePlan(IReadOnlyList<PlannedChange> Changes, uint Serial, IReadOnlyList<ZoneProblem> Problems)
{
    /// <param name="before">The apex's RRsets and those of every owner that is written.</param>
    /// <param name="after">The same RRsets as they shall be, without those that shall go.</param>
    public static ZonePlan Make(string origin, IReadOnlyDictionary<RrsetKey, ZoneRrset> before, IReadOnlyDictionary<RrsetKey, ZoneRrset> after)
    {
        var problems = ZoneChecker.Check(origin, after.Values);
        var soaKey = new RrsetKey(OwnerKey.Of(origin)!, "SOA");
        var soaBefore = before[soaKey];
        var serial = SoaSerial.Read(soaBefore);
        if (problems.Count > 0)
        {
            return new ZonePlan([], serial, problems);
        }

        // A serial that the writer gave counts when it is newer; otherwise the next one (RFC 1982). With nothing else
        // changed an old serial is no change at all: putting the same zone twice leaves it alone.
        var soaAfter = after[soaKey];
        var newer = SoaSerial.IsNewer(SoaSerial.Read(soaAfter), serial);
        var settled = new Dictionary<RrsetKey, ZoneRrset>(after) { [soaKey] = newer ? soaAfter : SoaSerial.Write(soaAfter, serial) };
        if (Differences(before, settled).Count == 0)
        {
            return new ZonePlan([], serial, []);
        }

        if (!newer)
        {
            serial = SoaSerial.Next(serial);
            settled[soaKey] = SoaSerial.Write(soaAfter, serial);
        }
        else
        {
            serial = SoaSerial.Read(soaAfter);
        }

        return new ZonePlan(Differences(before, settled), serial, []);
    }

    /// <summary>What leads from RRsets to others.</summary>
    public static List<PlannedChange> Differences(IReadOnlyDictionary<RrsetKey, ZoneRrset> before, IReadOnlyDictionary<RrsetKey, ZoneRrset> after)
    {
        var changes = new List<PlannedChange>();
        foreach (var (key, old) in before)
        {
            var now = after.GetValueOrDefault(key);
            if (now is null || !Same(old, now))
            {
                changes.Add(new PlannedChange(key, old, now));
            }
        }

        changes.AddRange(after.Where(entry => !before.ContainsKey(entry.Key)).Select(entry => new PlannedChange(entry.Key, null, entry.Value)));
        return changes;
    }

    private static bool Same(ZoneRrset left, ZoneRrset right) =>
        left.Ttl == right.Ttl && string.Equals(left.Owner, right.Owner, StringComparison.Ordinal) && left.Rdata.SequenceEqual(right.Rdata, StringComparer.Ordinal);
}
