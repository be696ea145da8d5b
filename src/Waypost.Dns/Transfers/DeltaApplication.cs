using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Transfers;

/// <summary>The changes of RRsets that lead to one version of a zone.</summary>
/// <param name="Serial">The version's serial.</param>
/// <param name="Changes">The changes, the SOA's among them.</param>
public sealed record VersionChanges(uint Serial, IReadOnlyList<RrsetChange> Changes);

/// <summary>Applies difference sequences to the RRsets that they touch (RFC 1995 section 4), or not at all.</summary>
public static class DeltaApplication
{
    /// <summary>Owner and type of each RRset that the sequences touch, the SOA among them.</summary>
    public static IReadOnlyCollection<(string Owner, string Type)> Touched(IReadOnlyList<TransferDelta> deltas)
    {
        var keys = new HashSet<(string, string)>(OwnerAndType.Comparer);
        foreach (var delta in deltas)
        {
            keys.Add((delta.Before.Owner, "SOA"));
            keys.UnionWith(delta.Removed.Select(record => (record.Owner, record.Type)));
            keys.UnionWith(delta.Added.Select(record => (record.Owner, record.Type)));
        }
        return keys;
    }

    /// <summary>
    /// The changes of each version; false with what is wrong when the sequences do not fit these RRsets, so that only a whole
    /// transfer helps.
    /// </summary>
    /// <param name="before">What there is now of the RRsets that <see cref="Touched"/> names.</param>
    public static bool TryApply(
        IEnumerable<ZoneRrset> before,
        IReadOnlyList<TransferDelta> deltas,
        [NotNullWhen(true)] out IReadOnlyList<VersionChanges>? versions,
        [NotNullWhen(false)] out string? error)
    {
        var now = before.ToDictionary(rrset => (rrset.Owner, rrset.Type), OwnerAndType.Comparer);
        var made = new List<VersionChanges>(deltas.Count);
        versions = null;
        foreach (var delta in deltas)
        {
            var draft = new Draft(now);
            error = draft.Apply(delta);
            if (error is not null)
            {
                return false;
            }
            made.Add(new VersionChanges(delta.After.Serial, draft.Settle()));
        }
        (versions, error) = (made, null);
        return true;
    }

    private sealed class Draft(Dictionary<(string Owner, string Type), ZoneRrset> now)
    {
        private readonly Dictionary<(string Owner, string Type), List<string>> _touched = new(OwnerAndType.Comparer);
        private readonly Dictionary<(string Owner, string Type), uint> _ttls = new(OwnerAndType.Comparer);
        private readonly Dictionary<(string Owner, string Type), string> _owners = new(OwnerAndType.Comparer);

        public string? Apply(TransferDelta delta)
        {
            var soa = (delta.Before.Owner, "SOA");
            if (!now.TryGetValue(soa, out var current) || SoaSerial.Read(current) != delta.Before.Serial)
            {
                return $"the changes start from the serial {delta.Before.Serial}, which is not the one here";
            }
            _touched[soa] = [delta.After.Rdata];
            _ttls[soa] = delta.After.Ttl;
            foreach (var record in delta.Removed)
            {
                if (!Remove(record))
                {
                    return $"the changes remove {record.Owner} {record.Type} {record.Rdata}, which is not there";
                }
            }
            foreach (var record in delta.Added)
            {
                if (!Add(record))
                {
                    return $"the changes add {record.Owner} {record.Type} {record.Rdata}, which is there already";
                }
            }
            return null;
        }

        public List<RrsetChange> Settle()
        {
            var changes = new List<RrsetChange>(_touched.Count);
            foreach (var (key, rdata) in _touched)
            {
                var before = now.GetValueOrDefault(key);
                rdata.Sort(StringComparer.Ordinal);
                var after = rdata.Count == 0 ? null : new ZoneRrset(_owners.GetValueOrDefault(key) ?? before?.Owner ?? key.Owner, key.Type, _ttls.GetValueOrDefault(key, before?.Ttl ?? 0), rdata);
                if (after is null)
                {
                    now.Remove(key);
                }
                else
                {
                    now[key] = after;
                }
                if (before is not null || after is not null)
                {
                    changes.Add(new RrsetChange(before, after));
                }
            }
            return changes;
        }

        private bool Remove(in TransferRecord record)
        {
            var rdata = Touch(record);
            var comparer = RdataEquality.ComparerOf(record.Type);
            var text = record.Rdata;
            var index = rdata.FindIndex(other => comparer.Equals(other, text));
            if (index < 0)
            {
                return false;
            }
            rdata.RemoveAt(index);
            return true;
        }

        // A change of the TTL takes all records of an RRset away and adds them again.
        private bool Add(in TransferRecord record)
        {
            var rdata = Touch(record);
            if (rdata.Contains(record.Rdata, RdataEquality.ComparerOf(record.Type)))
            {
                return false;
            }
            rdata.Add(record.Rdata);
            _ttls[(record.Owner, record.Type)] = record.Ttl;
            if (rdata.Count == 1)
            {
                _owners[(record.Owner, record.Type)] = record.Owner;
            }
            return true;
        }

        private List<string> Touch(in TransferRecord record)
        {
            var key = (record.Owner, record.Type);
            if (!_touched.TryGetValue(key, out var rdata))
            {
                _touched.Add(key, rdata = [.. now.GetValueOrDefault(key)?.Rdata ?? []]);
            }
            return rdata;
        }
    }
}
