using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.RateLimiting;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>The sections of a response, in their order (RFC 1035 section 4.1).</summary>
internal enum Section
{
    Answer,
    Authority,
    Additional,
}

/// <summary>Writes a response by whole RRsets (RFC 2181 section 9), with room kept for OPT.</summary>
internal ref struct ResponseWriter
{
    private const int QrFlag = 0x8000;
    private const int AaFlag = 0x0400;
    private const int TcFlag = 0x0200;

    // OPCODE, RD and CD are the client's (RFC 1035 section 4.1.1, RFC 4035 section 3.1.6).
    private const int EchoedFlags = 0x7910;

    private const ushort InternetClass = 1;
    private const ushort CnameType = 5;
    private const int TtlOffset = 4;

    private MessageWriter _writer;
    private int _questions;
    private int _answers;
    private int _authorities;
    private int _additionals;

    public ResponseWriter(Span<byte> buffer, int limit, int optLength)
    {
        _writer = new MessageWriter(buffer, limit);
        _writer.Limit -= optLength;
        _writer.TryWriteBytes(stackalloc byte[MessageHeader.Length]);
    }

    public bool Authoritative { get; set; }

    public bool Truncated { get; set; }

    /// <summary>As what a rate limit counts the response.</summary>
    public ResponseCategory Category { get; set; }

    /// <summary>Where, in the name asked for, the name begins that a rate limit counts.</summary>
    public int CountedFrom { get; set; }

    /// <summary>The class of the records (RFC 1035 section 3.2.4); zones do not know theirs.</summary>
    public ushort RecordClass { get; set; } = InternetClass;

    /// <summary>Writes the question as it was asked, if it could be read.</summary>
    public void WriteQuestion(scoped ReadOnlySpan<byte> name, ushort type, ushort @class)
    {
        if (!name.IsEmpty)
        {
            _writer.TryWriteQuestionName(name);
            _writer.TryWriteUInt16(type);
            _writer.TryWriteUInt16(@class);
            _questions = 1;
        }
    }

    /// <summary>Writes all records of an RRset or none.</summary>
    public bool TryWriteRrset(Section section, scoped ReadOnlySpan<byte> owner, WireRrset rrset)
    {
        var mark = _writer.Mark;
        var records = rrset.Records;
        while (!records.IsEmpty)
        {
            var length = WireRrset.HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(records[(WireRrset.HeaderLength - 2)..]);
            if (!_writer.TryWriteName(owner))
            {
                _writer.Rewind(mark);
                return false;
            }
            var start = _writer.Length;
            if (!TryWriteRecord(records[..length], rrset))
            {
                _writer.Rewind(mark);
                return false;
            }
            if (RecordClass != InternetClass)
            {
                _writer.Patch(start + sizeof(ushort), RecordClass);
            }
            records = records[length..];
        }
        switch (section)
        {
            case Section.Answer: _answers += rrset.Count; break;
            case Section.Authority: _authorities += rrset.Count; break;
            default: _additionals += rrset.Count; break;
        }
        return true;
    }

    /// <summary>Writes the CNAME that a DNAME makes, with its TTL (RFC 6672 section 2.2), into the answer.</summary>
    public bool TryWriteAlias(scoped ReadOnlySpan<byte> owner, WireRrset dname, scoped ReadOnlySpan<byte> target)
    {
        var mark = _writer.Mark;
        var ttl = dname.Records.Slice(TtlOffset, sizeof(uint));
        if (_writer.TryWriteName(owner) && _writer.TryWriteUInt16(CnameType) && _writer.TryWriteUInt16(RecordClass) && _writer.TryWriteBytes(ttl) && _writer.TryWriteUInt16(0))
        {
            var start = _writer.Length;
            if (_writer.TryWriteName(target))
            {
                _writer.Patch(start - sizeof(ushort), _writer.Length - start);
                _answers++;
                return true;
            }
        }
        _writer.Rewind(mark);
        return false;
    }

    /// <summary>Writes OPT, then the header; returns the length of the message.</summary>
    public int Finish(in Query query, in EdnsReply edns, ResponseCode code, int payload)
    {
        if (edns.Length > 0)
        {
            _writer.Limit += edns.Length;
            edns.Write(ref _writer, code, payload, query.DnssecOk);
            _additionals++;
        }
        _writer.Patch(0, query.Header.Id);
        _writer.Patch(2, QrFlag | (query.Header.Flags & EchoedFlags) | (Authoritative ? AaFlag : 0) | (Truncated ? TcFlag : 0) | ((int)code & 15));
        _writer.Patch(4, _questions);
        _writer.Patch(6, _answers);
        _writer.Patch(8, _authorities);
        _writer.Patch(10, _additionals);
        return _writer.Length;
    }

    private bool TryWriteRecord(scoped ReadOnlySpan<byte> record, WireRrset rrset)
    {
        var names = rrset.Type.CompressibleNames;
        if (names == 0)
        {
            return _writer.TryWriteBytes(record);
        }
        var lengthAt = _writer.Length + WireRrset.HeaderLength - 2;
        var position = WireRrset.HeaderLength + rrset.Type.NamesOffset;
        if (!_writer.TryWriteBytes(record[..position]))
        {
            return false;
        }
        for (; names > 0; names--)
        {
            var length = WireName.Length(record[position..]);
            if (!_writer.TryWriteName(record.Slice(position, length)))
            {
                return false;
            }
            position += length;
        }
        if (!_writer.TryWriteBytes(record[position..]))
        {
            return false;
        }
        _writer.Patch(lengthAt, _writer.Length - lengthAt - 2);
        return true;
    }
}
