using Waypost.Dns.Names;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Updates;

/// <summary>One record of the prerequisite or the update section, read but not yet understood.</summary>
/// <param name="Owner">The owner, its case kept.</param>
/// <param name="Type">TYPE.</param>
/// <param name="Class">CLASS: the zone's, ANY or NONE, which says what the record means.</param>
/// <param name="Ttl">TTL in seconds.</param>
/// <param name="RdataOffset">Where the rdata is in the message.</param>
/// <param name="RdataLength">RDLENGTH.</param>
public readonly record struct UpdateRecord(DnsName Owner, ushort Type, ushort Class, uint Ttl, int RdataOffset, int RdataLength);

/// <summary>A dynamic update as it was sent (RFC 2136 section 2).</summary>
public sealed class UpdateMessage
{
    /// <summary>OPCODE (RFC 2136 section 1.3).</summary>
    public const int Opcode = 5;

    internal const ushort InternetClass = 1;
    internal const ushort NoneClass = 254;
    internal const ushort AnyClass = 255;
    internal const ushort AnyType = 255;
    internal const ushort SoaType = 6;

    private UpdateMessage(DnsName zone, ReadOnlyMemory<byte> bytes, UpdateRecord[] prerequisites, UpdateRecord[] updates) =>
        (Zone, Bytes, Prerequisites, Updates) = (zone, bytes, prerequisites, updates);

    /// <summary>The zone to be updated.</summary>
    public DnsName Zone { get; }

    /// <summary>The whole message, into which the records' offsets point.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What must be true before anything is changed (RFC 2136 section 2.4).</summary>
    public IReadOnlyList<UpdateRecord> Prerequisites { get; }

    /// <summary>What is to be changed, in this order (RFC 2136 section 2.5).</summary>
    public IReadOnlyList<UpdateRecord> Updates { get; }

    /// <summary>Reads a message whose header says UPDATE; the code is FORMERR, or NOTAUTH for a class that is not served.</summary>
    public static ResponseCode Read(ReadOnlyMemory<byte> bytes, out UpdateMessage? update)
    {
        update = null;
        // RFC 2136 section 3.1.1: one zone, and SOA as its type.
        if (!MessageHeader.TryRead(bytes.Span, out var header) || header.QuestionCount != 1)
        {
            return ResponseCode.FormatError;
        }
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        var reader = new WireReader(bytes.Span, compressed: true) { Position = MessageHeader.Length };
        if (!reader.TryReadName(name, out var length)
            || !reader.TryReadUInt16(out var type)
            || !reader.TryReadUInt16(out var @class)
            || type != SoaType
            || DnsName.FromWire(name[..length]) is not { } zone)
        {
            return ResponseCode.FormatError;
        }
        if (@class != InternetClass)
        {
            return ResponseCode.NotAuthoritative;
        }
        if (!TryReadRecords(ref reader, header.AnswerCount, out var prerequisites) || !TryReadRecords(ref reader, header.AuthorityCount, out var updates))
        {
            return ResponseCode.FormatError;
        }
        update = new UpdateMessage(zone, bytes, prerequisites, updates);
        return ResponseCode.NoError;
    }

    private static bool TryReadRecords(ref WireReader reader, int count, out UpdateRecord[] records)
    {
        // A record has at least eleven bytes, so that a count cannot make more room than the message has bytes.
        records = new UpdateRecord[Math.Min(count, reader.Remaining / 11)];
        if (records.Length < count)
        {
            return false;
        }
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        DnsName? owner = null;
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadName(name, out var length)
                || !reader.TryReadUInt16(out var type)
                || !reader.TryReadUInt16(out var @class)
                || !reader.TryReadUInt32(out var ttl)
                || !reader.TryReadUInt16(out var rdataLength))
            {
                return false;
            }
            var offset = reader.Position;
            if (!reader.TryReadBytes(rdataLength, out _))
            {
                return false;
            }
            owner = owner is not null && owner.Wire.SequenceEqual(name[..length]) ? owner : DnsName.FromWire(name[..length])!;
            records[i] = new UpdateRecord(owner, type, @class, ttl, offset, rdataLength);
        }
        return true;
    }
}
