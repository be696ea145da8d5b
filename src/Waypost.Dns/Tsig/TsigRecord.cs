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
        if (!MessageSections.TrySkipQuestions(message, header.QuestionCount, ref position))
        {
            return TsigStatus.Malformed;
        }
        var records = header.AnswerCount + header.AuthorityCount + header.AdditionalCount;
        for (var i = 0; i < records; i++)
        {
            var start = position;
            if (!MessageSections.TrySkipRecord(message, ref position, out var fixedPart))
            {
                return TsigStatus.Malformed;
            }
            var type = BinaryPrimitives.ReadUInt16BigEndian(message[fixedPart..]);
            if (type != Type)
            {
                continue;
            }
            if (i != records - 1 || header.AdditionalCount == 0 || position != message.Length)
            {
                return TsigStatus.Malformed;
            }
            return TryRead(message, start, fixedPart, out record) ? TsigStatus.Verified : TsigStatus.Malformed;
        }
        return TsigStatus.Unsigned;
    }

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
        var reader = new WireReader(message[(header + MessageSections.RecordHeaderLength)..], compressed: false);
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
}
