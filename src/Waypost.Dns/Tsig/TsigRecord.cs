using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Tsig;

/// <summary>A TSIG record as it stands in a message (RFC 8945 section 4.2).</summary>
internal readonly struct TsigRecord
{
    public const ushort Type = 250;
    public const ushort AnyClass = 255;

    private TsigRecord(int start, DnsName keyName, DnsName algorithm, ulong timeSigned, ushort fudge, byte[] mac, ushort originalId, ushort error, byte[] other)
    {
        (Start, KeyName, Algorithm, TimeSigned, Fudge, Mac, OriginalId, Error, Other) =
            (start, keyName, algorithm, timeSigned, fudge, mac, originalId, error, other);
    }

    /// <summary>Where the record begins: the length of the message without it.</summary>
    public int Start { get; }

    public DnsName KeyName { get; }

    public DnsName Algorithm { get; }

    /// <summary>Seconds since 1970, 48 bits.</summary>
    public ulong TimeSigned { get; }

    public ushort Fudge { get; }

    public byte[] Mac { get; }

    public ushort OriginalId { get; }

    public ushort Error { get; }

    public byte[] Other { get; }

    /// <summary>
    /// Finds the record of a whole message: Unsigned when there is none, Verified when there is one (nothing is verified
    /// yet), Malformed when the message cannot be read, or has more than one, or it is not the last (RFC 8945 section 5.1).
    /// </summary>
    public static TsigStatus Find(ReadOnlySpan<byte> message, out TsigRecord record)
    {
        record = default;
        if (!MessageHeader.TryRead(message, out var header))
        {
            return TsigStatus.Malformed;
        }
        var position = MessageHeader.Length;
        for (var i = 0; i < header.QuestionCount; i++)
        {
            if (!TrySkipName(message, ref position) || (position += 4) > message.Length)
            {
                return TsigStatus.Malformed;
            }
        }
        var records = header.AnswerCount + header.AuthorityCount + header.AdditionalCount;
        for (var i = 0; i < records; i++)
        {
            var start = position;
            if (!TrySkipName(message, ref position) || position + WireRecordHeader > message.Length)
            {
                return TsigStatus.Malformed;
            }
            var type = BinaryPrimitives.ReadUInt16BigEndian(message[position..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(position + 8)..]);
            var header2 = position;
            position += WireRecordHeader + length;
            if (position > message.Length)
            {
                return TsigStatus.Malformed;
            }
            if (type != Type)
            {
                continue;
            }
            if (i != records - 1 || header.AdditionalCount == 0 || position != message.Length)
            {
                return TsigStatus.Malformed;
            }
            return TryRead(message, start, header2, out record) ? TsigStatus.Verified : TsigStatus.Malformed;
        }
        return TsigStatus.Unsigned;
    }

    // TYPE, CLASS, TTL and RDLENGTH.
    private const int WireRecordHeader = 10;

    private static bool TryRead(ReadOnlySpan<byte> message, int start, int header, out TsigRecord record)
    {
        record = default;
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        var owner = new WireReader(message, compressed: true) { Position = start };
        if (!owner.TryReadName(name, out var length) || DnsName.FromWire(name[..length]) is not { } keyName)
        {
            return false;
        }
        if (BinaryPrimitives.ReadUInt16BigEndian(message[(header + 2)..]) != AnyClass || BinaryPrimitives.ReadUInt32BigEndian(message[(header + 4)..]) != 0)
        {
            return false;
        }
        var reader = new WireReader(message[(header + WireRecordHeader)..], compressed: false);
        if (!reader.TryReadName(name, out length)
            || DnsName.FromWire(name[..length]) is not { } algorithm
            || !reader.TryReadUInt16(out var timeHigh)
            || !reader.TryReadUInt32(out var timeLow)
            || !reader.TryReadUInt16(out var fudge)
            || !reader.TryReadUInt16(out var macLength)
            || !reader.TryReadBytes(macLength, out var mac)
            || !reader.TryReadUInt16(out var originalId)
            || !reader.TryReadUInt16(out var error)
            || !reader.TryReadUInt16(out var otherLength)
            || !reader.TryReadBytes(otherLength, out var other)
            || reader.Remaining != 0)
        {
            return false;
        }
        record = new TsigRecord(start, keyName, algorithm, ((ulong)timeHigh << 32) | timeLow, fudge, mac.ToArray(), originalId, error, other.ToArray());
        return true;
    }

    private static bool TrySkipName(ReadOnlySpan<byte> message, ref int position)
    {
        while (position < message.Length)
        {
            var label = message[position];
            if (label >= 0xC0)
            {
                position += 2;
                return position <= message.Length;
            }
            position += label + 1;
            if (label == 0)
            {
                return true;
            }
            if (label > WireName.MaxLabelLength)
            {
                return false;
            }
        }
        return false;
    }
}
