using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>An RRset of a <see cref="ZoneDraft"/>: what it was, and what it is to be.</summary>
public sealed class DraftRrset
{
    // The same bounds as those of RRsets that the API takes.
    private const int MaxWireLength = 65000;
    private const int RecordOverhead = 12;

    private readonly List<DraftRecord> _records;
    private string? _text;

    internal DraftRrset(DnsName owner, RdataType type, WireRrset? before)
    {
        (Owner, Type, _records) = (owner, type, new List<DraftRecord>(before?.Count ?? 1));
        if (before is not { } rrset)
        {
            return;
        }
        Ttl = rrset.Ttl;
        foreach (var rdata in rrset)
        {
            _records.Add(DraftRecord.Read(type, rdata.ToArray()) ?? throw new FormatException($"The RRset {owner} {type.Mnemonic} is malformed."));
        }
        Before = ToRrset();
    }

    /// <summary>The owner, its case as it was first written in this draft.</summary>
    public DnsName Owner { get; }

    /// <summary>The record type.</summary>
    public RdataType Type { get; }

    /// <summary>TTL in seconds, the same for all records (RFC 2181 section 5.2).</summary>
    public uint Ttl { get; private set; }

    /// <summary>How many records there are now.</summary>
    public int Count => _records.Count;

    /// <summary>The records as they are now.</summary>
    public IReadOnlyList<DraftRecord> Records => _records;

    /// <summary>The RRset as it was in the snapshot; null when it was not there.</summary>
    public ZoneRrset? Before { get; }

    /// <summary>Adds a record, or only sets the TTL when it is there already.</summary>
    public void Add(uint ttl, DraftRecord record)
    {
        Ttl = ttl;
        if (IndexOf(record) < 0)
        {
            _records.Add(record);
        }
    }

    /// <summary>Makes this the only record.</summary>
    public void Set(uint ttl, DraftRecord record)
    {
        Clear();
        Add(ttl, record);
    }

    /// <summary>Removes a record; false when it is not there.</summary>
    public bool Remove(DraftRecord record)
    {
        var index = IndexOf(record);
        if (index >= 0)
        {
            _records.RemoveAt(index);
        }
        return index >= 0;
    }

    /// <summary>Whether the record is there.</summary>
    public bool Contains(DraftRecord record) => IndexOf(record) >= 0;

    /// <summary>Removes all records.</summary>
    public void Clear() => _records.Clear();

    /// <summary>Whether another record would make the RRset longer than a message can carry.</summary>
    public bool IsFull(DraftRecord record) => _records.Sum(other => other.Rdata.Length + RecordOverhead) + record.Rdata.Length + RecordOverhead > MaxWireLength;

    /// <summary>The change since the snapshot, or null when there is none.</summary>
    public RrsetChange? ToChange()
    {
        if (Count == 0)
        {
            return Before is null ? null : new RrsetChange(Before, null);
        }
        var after = ToRrset();
        return Before is not null && after.Ttl == Before.Ttl && after.Rdata.SequenceEqual(Before.Rdata, StringComparer.Ordinal)
            ? null
            : new EncodedChange(Before, after, Owner, Encode());
    }

    /// <summary>The RRset as it is now, normalized.</summary>
    public ZoneRrset ToRrset()
    {
        Sort();
        var texts = new string[_records.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = _records[i].Text;
        }
        return new ZoneRrset(_text ??= Owner.ToString(), Type.Mnemonic, Ttl, texts);
    }

    private byte[] Encode()
    {
        var length = 0;
        foreach (var record in _records)
        {
            length += WireRrset.HeaderLength + record.Rdata.Length;
        }
        var encoded = new byte[length];
        var rest = encoded.AsSpan();
        foreach (var record in _records)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, Type.Code);
            BinaryPrimitives.WriteUInt16BigEndian(rest[2..], 1);
            BinaryPrimitives.WriteUInt32BigEndian(rest[4..], Ttl);
            BinaryPrimitives.WriteUInt16BigEndian(rest[8..], (ushort)record.Rdata.Length);
            record.Rdata.CopyTo(rest[WireRrset.HeaderLength..]);
            rest = rest[(WireRrset.HeaderLength + record.Rdata.Length)..];
        }
        return encoded;
    }

    private void Sort()
    {
        if (_records.Count > 1)
        {
            _records.Sort(static (left, right) => string.CompareOrdinal(left.Text, right.Text));
        }
    }

    // RRsets are short; the few long ones are found by bytes that differ early.
    private int IndexOf(DraftRecord record) => _records.FindIndex(other => other.Canonical.AsSpan().SequenceEqual(record.Canonical));
}

/// <summary>The rdata of one record.</summary>
/// <param name="Rdata">Uncompressed wire form.</param>
/// <param name="Canonical">The same with names in lower case: equal for equal rdata (RFC 4034 section 6.2).</param>
/// <param name="Text">Canonical presentation form.</param>
public sealed record DraftRecord(byte[] Rdata, byte[] Canonical, string Text)
{
    /// <summary>Reads uncompressed rdata; null when it is not valid for the type.</summary>
    public static DraftRecord? Read(RdataType type, byte[] rdata) =>
        type.TryFormat(rdata, out var text) ? new DraftRecord(rdata, RdataCanonicalForm.Of(type, rdata, text), text) : null;
}
