using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.ZoneFiles;

/// <summary>
/// The records of a zone in compact form, filled record by record: about 60 bytes a record besides its name and rdata.
/// Names and RRsets are numbered in the order in which they first come.
/// </summary>
public sealed class ZoneContents
{
    // An RRset must fit into a message of 65535 bytes, with a question, two bytes for each owner, and OPT.
    private const int MaxWireLength = 65000;
    private const int RecordOverhead = 12;
    private const int None = -1;
    private const int Large = 64;
    private const ushort NsecType = 47;

    private readonly ByteArena _arena = new();
    private readonly NameIndex _names;
    private readonly RowTable<int> _firstRrsets = new();
    private readonly RowTable<RrsetRow> _rrsets = new();
    private readonly RowTable<RecordRow> _records = new();
    private readonly Dictionary<int, HashSet<string>> _large = [];
    private readonly bool _limited;
    private DnsName? _lastOwner;
    private int _lastName = None;
    private int _run;

    /// <summary>An empty zone; with <paramref name="limited"/>, an RRset that does not fit into a message is refused.</summary>
    public ZoneContents(bool limited = true) => (_names, _limited) = (new NameIndex(_arena), limited);

    /// <summary>How many owners there are.</summary>
    public int NameCount => _names.Count;

    /// <summary>How many RRsets there are.</summary>
    public int RrsetCount => _rrsets.Count;

    /// <summary>How many records there are.</summary>
    public int RecordCount { get; private set; }

    /// <summary>The name's wire form in the case in which it first came.</summary>
    public ReadOnlySpan<byte> Name(int name) => _names[name];

    /// <summary>The number of an owner, or -1.</summary>
    public int FindName(ReadOnlySpan<byte> wire) => _names.Find(wire);

    /// <summary>The number of an RRset, or -1.</summary>
    public int Find(int name, ushort type)
    {
        for (var rrset = name < 0 ? None : _firstRrsets[name]; rrset != None; rrset = _rrsets[rrset].Next)
        {
            if (_rrsets[rrset].Type == type)
            {
                return rrset;
            }
        }
        return None;
    }

    /// <summary>Whether there is such an RRset.</summary>
    public bool Has(int name, ushort type) => Find(name, type) != None;

    /// <summary>The first RRset of a name, or -1.</summary>
    public int FirstRrset(int name) => _firstRrsets[name];

    /// <summary>The next RRset of the same name, or -1.</summary>
    public int NextRrset(int rrset) => _rrsets[rrset].Next;

    /// <summary>The owner of an RRset.</summary>
    public int Owner(int rrset) => _rrsets[rrset].Name;

    /// <summary>The type of an RRset.</summary>
    public ushort Type(int rrset) => _rrsets[rrset].Type;

    /// <summary>The TTL of an RRset in seconds.</summary>
    public uint Ttl(int rrset) => _rrsets[rrset].Ttl;

    /// <summary>How many records an RRset has.</summary>
    public int Count(int rrset) => _rrsets[rrset].Count;

    /// <summary>The first record of an RRset; never -1.</summary>
    public int FirstRecord(int rrset) => _rrsets[rrset].First;

    /// <summary>The next record of the same RRset, or -1.</summary>
    public int NextRecord(int record) => _records[record].Next;

    /// <summary>A record's rdata.</summary>
    public ReadOnlySpan<byte> Rdata(int record) => _arena[_records[record].Place];

    /// <summary>Adds a record. A record that is there already changes nothing but the TTL (RFC 2181 sections 5 and 5.2).</summary>
    public ZoneFileFault? Add(in ZoneFileRecord record)
    {
        if (!ReferenceEquals(record.Owner, _lastOwner))
        {
            _lastOwner = record.Owner;
            var name = _names.Add(record.Owner.Wire);
            if (name == _firstRrsets.Count)
            {
                _firstRrsets.Add(None);
            }
            _run += name == _lastName ? 0 : 1;
            _lastName = name;
        }
        var (rrset, last, fault) = (_firstRrsets[_lastName], None, default(ZoneFileFault));
        for (; rrset != None && _rrsets[rrset].Type != record.Type.Code; rrset = _rrsets[rrset].Next)
        {
            fault ??= SingletonRules.Beside(record.Type.Code, _rrsets[rrset].Type);
            last = rrset;
        }
        if (fault is not null)
        {
            return fault;
        }
        if (rrset != None)
        {
            return AddRecord(rrset, record);
        }
        var place = _records.Add(new RecordRow(_arena.Add(record.Rdata.Written), None));
        rrset = _rrsets.Add(new RrsetRow
        {
            Name = _lastName,
            Type = record.Type.Code,
            Ttl = record.Ttl,
            First = place,
            Last = place,
            Next = None,
            Count = 1,
            Run = _run,
            WireLength = record.Rdata.Written.Length + RecordOverhead,
        });
        (last == None ? ref _firstRrsets[_lastName] : ref _rrsets[last].Next) = rrset;
        RecordCount++;
        return null;
    }

    private ZoneFileFault? AddRecord(int number, in ZoneFileRecord record)
    {
        ref var rrset = ref _rrsets[number];
        var fault = default(ZoneFileFault);
        if (rrset.Ttl != record.Ttl)
        {
            // As BIND does: what stands together keeps the first TTL, what comes later has the last say (RFC 2181 section 5.2).
            fault = rrset.Run == _run ? new ZoneFileFault("", $"TTL set to prior TTL ({rrset.Ttl})", Warning: true) : null;
            rrset.Ttl = rrset.Run == _run ? rrset.Ttl : record.Ttl;
        }
        rrset.Run = _run;
        if (IsThere(number, record))
        {
            return fault;
        }
        if (SingletonRules.IsSingleton(record.Type.Code))
        {
            return new ZoneFileFault("multiple RRs of singleton type", $"an owner has one {record.Type.Mnemonic} record (multiple RRs of singleton type)");
        }
        rrset.WireLength += record.Rdata.Written.Length + RecordOverhead;
        if (_limited && rrset.WireLength > MaxWireLength)
        {
            return new ZoneFileFault("ran out of space", "the records of this owner and type together do not fit into a DNS message");
        }
        var added = _records.Add(new RecordRow(_arena.Add(record.Rdata.Written), None));
        _records[rrset.Last].Next = added;
        rrset.Last = added;
        rrset.Count++;
        RecordCount++;
        return fault;
    }

    private bool IsThere(int number, in ZoneFileRecord record)
    {
        ref var rrset = ref _rrsets[number];
        if (rrset.Count >= Large && record.Type.Code != NsecType)
        {
            return !LargeSet(number, record.Type).Add(Convert.ToHexString(record.Rdata.ToCanonical()));
        }
        for (var other = rrset.First; other != None; other = _records[other].Next)
        {
            if (SameRdata(_arena[_records[other].Place], record.Rdata, record.Type.Code))
            {
                return true;
            }
        }
        return false;
    }

    private HashSet<string> LargeSet(int number, RdataType type)
    {
        if (_large.TryGetValue(number, out var set))
        {
            return set;
        }
        set = [];
        for (var other = _rrsets[number].First; other != None; other = _records[other].Next)
        {
            set.Add(Convert.ToHexString(type.ToCanonical(_arena[_records[other].Place])));
        }
        _large.Add(number, set);
        return set;
    }

    // Names compare without case (RFC 4034 section 6.2); equal rdata has its names at the same places.
    private static bool SameRdata(ReadOnlySpan<byte> left, RdataBuffer right, ushort type)
    {
        var bytes = right.Written;
        if (left.Length != bytes.Length)
        {
            return false;
        }
        // RFC 6840 section 5.1: the next name of NSEC keeps its case.
        if (type == NsecType)
        {
            return left.SequenceEqual(bytes);
        }
        var position = 0;
        foreach (var (start, length) in right.NameSpan)
        {
            if (!left[position..start].SequenceEqual(bytes[position..start])
                || !WireName.EqualsIgnoreCase(left.Slice(start, length), bytes.Slice(start, length)))
            {
                return false;
            }
            position = start + length;
        }
        return left[position..].SequenceEqual(bytes[position..]);
    }

    private struct RrsetRow
    {
        public int Name;
        public int Next;
        public int First;
        public int Last;
        public int Count;
        public int Run;
        public int WireLength;
        public uint Ttl;
        public ushort Type;
    }

    private record struct RecordRow(uint Place, int Next);
}
