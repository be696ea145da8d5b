using System.Buffers;
using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>Encodes RRsets from text, one after the other, with the same buffers.</summary>
internal sealed class RrsetEncoder
{
    private readonly ArrayBufferWriter<byte> _records = new(64);
    private readonly RdataBuffer _rdata = new();

    /// <summary>Encodes a normalized RRset into an array of its own. Throws <see cref="FormatException"/> when it is not valid.</summary>
    public WireRrset Encode(ZoneRrset rrset)
    {
        var records = EncodeRecords(rrset).ToArray();
        return new WireRrset(records, 0, records.Length, (ushort)rrset.Rdata.Count);
    }

    /// <summary>The records, valid until the next call.</summary>
    public ReadOnlySpan<byte> EncodeRecords(ZoneRrset rrset)
    {
        if (!RdataRegistry.TryFind(rrset.Type, out var type))
        {
            throw new FormatException($"The RRset {rrset.Owner} {rrset.Type} has an unknown type.");
        }
        if (rrset.Rdata.Count is 0 or > ushort.MaxValue)
        {
            throw new FormatException($"The RRset {rrset.Owner} {rrset.Type} has {rrset.Rdata.Count} records.");
        }
        _records.ResetWrittenCount();
        Span<byte> quick = stackalloc byte[WireName.MaxLength];
        foreach (var text in rrset.Rdata)
        {
            if (QuickRdata.TryEncode(type.Code, text, quick, out var length))
            {
                Append(type.Code, rrset.Ttl, quick[..length]);
                continue;
            }
            var (tokens, error, end) = RdataText.Split(text);
            var cursor = new RdataTokens(tokens, DnsName.Root, end);
            _rdata.Clear();
            if (error is not null || !type.TryParse(ref cursor, _rdata))
            {
                throw new FormatException($"The RRset {rrset.Owner} {rrset.Type} is not valid: {error?.Text ?? cursor.Error}.");
            }
            Append(type.Code, rrset.Ttl, _rdata.Written);
        }
        return _records.WrittenSpan;
    }

    private void Append(ushort type, uint ttl, ReadOnlySpan<byte> rdata)
    {
        var header = _records.GetSpan(WireRrset.HeaderLength);
        WriteHeader(header, type, ttl, rdata.Length);
        _records.Advance(WireRrset.HeaderLength);
        _records.Write(rdata);
    }

    public static void WriteHeader(Span<byte> header, ushort type, uint ttl, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(header, type);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], ttl);
        BinaryPrimitives.WriteUInt16BigEndian(header[8..], (ushort)length);
    }
}
