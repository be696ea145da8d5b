using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Zones;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Groups the records of a master file into RRsets, in the order in which they first appear.</summary>
internal sealed class ZoneFileRecords
{
    private readonly Dictionary<(DnsName Owner, ushort Type), Group> _groups = [];
    private readonly List<Group> _order = [];

    /// <summary>Adds a record; returns the message when its rdata is malformed.</summary>
    public string? Add(DnsName owner, RdataType type, uint ttl, RdataBuffer rdata)
    {
        if (!_groups.TryGetValue((owner, type.Code), out var group))
        {
            // As BIND does, the first record's TTL is the RRset's (RFC 2181 section 5.2 wants them equal).
            group = new Group(owner, ttl, new RdataCollector(type));
            _groups.Add((owner, type.Code), group);
            _order.Add(group);
        }
        return group.Rdata.Add(rdata);
    }

    public IReadOnlyList<ZoneRrset> ToRrsets() =>
        _order.ConvertAll(group => new ZoneRrset(group.Owner.ToString(), group.Rdata.Type.Mnemonic, group.Ttl, group.Rdata.ToSorted()));

    private sealed record Group(DnsName Owner, uint Ttl, RdataCollector Rdata);
}
