using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>
/// A version of a zone in the making: a snapshot with changes of single records laid over it. For dynamic updates and incoming
/// incremental transfers; one thread at a time.
/// </summary>
public sealed class ZoneDraft
{
    private const ushort CnameType = 5;
    private const ushort SoaType = 6;
    private const ushort DnameType = 39;

    private readonly Dictionary<DnsName, List<DraftRrset>> _owners = [];

    /// <summary>Starts with a snapshot.</summary>
    public ZoneDraft(ZoneSnapshot snapshot)
    {
        Snapshot = snapshot;
        Origin = DnsName.FromWire(snapshot.Key)!;
    }

    /// <summary>The version that this draft began with.</summary>
    public ZoneSnapshot Snapshot { get; }

    /// <summary>The zone's name.</summary>
    public DnsName Origin { get; }

    /// <summary>The RRsets of an owner as they are now, without those that have no record.</summary>
    public IEnumerable<DraftRrset> At(DnsName owner) => Owner(owner).Where(rrset => rrset.Count > 0);

    /// <summary>The same with those that have no record, and without an iterator.</summary>
    internal List<DraftRrset> All(DnsName owner) => Owner(owner);

    /// <summary>Whether an owner has any record (RFC 2136 section 2.4.4).</summary>
    public bool IsInUse(DnsName owner) => Owner(owner).Exists(rrset => rrset.Count > 0);

    /// <summary>An RRset as it is now, or null when it has no record.</summary>
    public DraftRrset? Find(DnsName owner, ushort type) => Owner(owner).Find(rrset => rrset.Type.Code == type && rrset.Count > 0);

    /// <summary>An RRset to add to: an empty one when it is not there.</summary>
    public DraftRrset Open(DnsName owner, ushort type)
    {
        var rrsets = Owner(owner);
        var found = rrsets.Find(rrset => rrset.Type.Code == type);
        if (found is null)
        {
            found = new DraftRrset(owner, RdataRegistry.Find(type), null);
            rrsets.Add(found);
        }
        return found;
    }

    /// <summary>What differs from the snapshot; the serial is not touched.</summary>
    public IReadOnlyList<RrsetChange> ToChanges()
    {
        var changes = new List<RrsetChange>();
        foreach (var rrsets in _owners.Values)
        {
            foreach (var rrset in rrsets)
            {
                if (rrset.ToChange() is { } change)
                {
                    changes.Add(change);
                }
            }
        }
        return changes;
    }

    /// <summary>The RRsets of the apex and of every owner that was looked at and has what other RRsets may not stand beside: what a check needs.</summary>
    public IReadOnlyList<ZoneRrset> ToCheck()
    {
        Owner(Origin);
        var rrsets = new List<ZoneRrset>();
        foreach (var (owner, there) in _owners)
        {
            if (there.Exists(rrset => rrset.Count > 0 && rrset.Type.Code is SoaType or CnameType or DnameType) || owner.Equals(Origin))
            {
                rrsets.AddRange(there.Where(rrset => rrset.Count > 0).Select(rrset => rrset.ToRrset()));
            }
        }
        return rrsets;
    }

    private List<DraftRrset> Owner(DnsName owner)
    {
        if (_owners.TryGetValue(owner, out var rrsets))
        {
            return rrsets;
        }
        rrsets = new List<DraftRrset>(1);
        if (Snapshot.Nodes.TryFind(owner.ToLowerWire(), out var node))
        {
            var written = DnsName.FromWire(node.Owner.Span)!;
            foreach (var rrset in node.Rrsets)
            {
                rrsets.Add(new DraftRrset(written, rrset.Type, rrset));
            }
        }
        _owners.Add(owner, rrsets);
        return rrsets;
    }
}
