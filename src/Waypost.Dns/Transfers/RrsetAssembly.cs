using System.Runtime.InteropServices;
using Waypost.Dns.Rdata;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Transfers;

/// <summary>Gathers records into RRsets: one TTL each, the lowest (RFC 2181 section 5.2), no record twice (section 5).</summary>
internal sealed class RrsetAssembly
{
    private readonly Dictionary<(string Owner, string Type), Gathered> _rrsets = new(OwnerAndType.Comparer);

    public int RecordCount { get; private set; }

    public void Add(in TransferRecord record)
    {
        ref var gathered = ref CollectionsMarshal.GetValueRefOrAddDefault(_rrsets, (record.Owner, record.Type), out var known);
        if (!known)
        {
            gathered = new Gathered(record.Owner, record.Type, record.Ttl);
        }
        RecordCount += gathered!.Add(record) ? 1 : 0;
    }

    public List<ZoneRrset> ToRrsets() => [.. _rrsets.Values.Select(gathered => gathered.ToRrset())];

    private sealed class Gathered(string owner, string type, uint ttl)
    {
        // Beyond this a list is slower to search than a set.
        private const int SmallCount = 8;

        private readonly List<string> _rdata = new(1);
        private readonly StringComparer _comparer = RdataEquality.ComparerOf(type);
        private HashSet<string>? _seen;
        private uint _ttl = ttl;

        public bool Add(in TransferRecord record)
        {
            _ttl = Math.Min(_ttl, record.Ttl);
            if (_rdata.Count >= SmallCount)
            {
                _seen ??= new HashSet<string>(_rdata, _comparer);
            }
            if (_seen is null ? _rdata.Contains(record.Rdata, _comparer) : !_seen.Add(record.Rdata))
            {
                return false;
            }
            _rdata.Add(record.Rdata);
            return true;
        }

        public ZoneRrset ToRrset()
        {
            _rdata.Sort(StringComparer.Ordinal);
            return new ZoneRrset(owner, type, _ttl, _rdata);
        }
    }
}
