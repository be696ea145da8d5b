using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Transfers;

/// <summary>Packs the records of a transfer into messages, as many as fit, with compression (RFC 5936 sections 2.2, 3.4).</summary>
public sealed class TransferMessageWriter : IDisposable
{
    /// <summary>How long a message may grow before the next one begins; compression pointers reach into its first 16 KiB.</summary>
    public const int PreferredLength = 20 << 10;

    // QR and AA.
    private const int Flags = 0x8400;

    private readonly IEnumerator<OwnedRrset> _rrsets;
    private OwnedRrset _current;
    private int _position;
    private bool _hasCurrent;

    /// <summary>Begins a transfer of these records.</summary>
    public TransferMessageWriter(IEnumerable<OwnedRrset> rrsets)
    {
        _rrsets = rrsets.GetEnumerator();
        _hasCurrent = _rrsets.MoveNext();
        _current = _rrsets.Current;
    }

    /// <summary>Whether all records were written.</summary>
    public bool IsComplete => !_hasCurrent;

    /// <summary>How many records were written.</summary>
    public long Records { get; private set; }

    /// <summary>
    /// Writes the next message into <paramref name="buffer"/>; returns its length, or 0 when a record does not fit into a message.
    /// </summary>
    /// <param name="buffer">Room for the message.</param>
    /// <param name="id">The ID of the query.</param>
    /// <param name="question">The question as it was asked, for the first message; empty for the others.</param>
    /// <param name="opt">An OPT record for the first message, or empty.</param>
    public int Write(Span<byte> buffer, ushort id, ReadOnlySpan<byte> question, ReadOnlySpan<byte> opt)
    {
        var writer = new MessageWriter(buffer, buffer.Length - opt.Length);
        writer.TryWriteBytes(stackalloc byte[MessageHeader.Length]);
        if (!question.IsEmpty)
        {
            var nameLength = WireName.Length(question);
            writer.TryWriteQuestionName(question[..nameLength]);
            writer.TryWriteBytes(question[nameLength..]);
        }
        var answers = 0;
        while (_hasCurrent && answers < ushort.MaxValue && writer.Length < PreferredLength && TryWriteRecord(ref writer))
        {
            answers++;
        }
        if (answers == 0)
        {
            return 0;
        }
        writer.Limit = buffer.Length;
        writer.TryWriteBytes(opt);
        BinaryPrimitives.WriteUInt16BigEndian(buffer, id);
        writer.Patch(2, Flags);
        writer.Patch(4, question.IsEmpty ? 0 : 1);
        writer.Patch(6, answers);
        writer.Patch(10, opt.IsEmpty ? 0 : 1);
        Records += answers;
        return writer.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _rrsets.Dispose();

    private bool TryWriteRecord(ref MessageWriter writer)
    {
        var rrset = _current.Rrset;
        var rest = rrset.Records[_position..];
        var length = WireRrset.RecordLength(rest);
        var mark = writer.Mark;
        if (!writer.TryWriteName(_current.Owner.Span) || !TryWriteData(ref writer, rest[..length], rrset.Type))
        {
            writer.Rewind(mark);
            return false;
        }
        _position += length;
        if (_position == rrset.Records.Length)
        {
            _position = 0;
            _hasCurrent = _rrsets.MoveNext();
            _current = _hasCurrent ? _rrsets.Current : default;
        }
        return true;
    }

    private static bool TryWriteData(ref MessageWriter writer, ReadOnlySpan<byte> record, Rdata.RdataType type)
    {
        if (type.CompressibleNames == 0)
        {
            return writer.TryWriteBytes(record);
        }
        var lengthAt = writer.Length + WireRrset.HeaderLength - 2;
        var position = WireRrset.HeaderLength + type.NamesOffset;
        if (!writer.TryWriteBytes(record[..position]))
        {
            return false;
        }
        for (var names = type.CompressibleNames; names > 0; names--)
        {
            var length = WireName.Length(record[position..]);
            if (!writer.TryWriteName(record.Slice(position, length)))
            {
                return false;
            }
            position += length;
        }
        if (!writer.TryWriteBytes(record[position..]))
        {
            return false;
        }
        writer.Patch(lengthAt, writer.Length - lengthAt - 2);
        return true;
    }
}
