using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>An RRset ready for messages: all of each record but its owner, encoded once when the zone is published.</summary>
public sealed class WireRrset
{
    /// <summary>TYPE, CLASS, TTL and RDLENGTH: what stands between the owner and the rdata (RFC 1035 section 3.2.1).</summary>
    public const int HeaderLength = 10;

    private WireRrset(RdataType type, byte[] records, int count) => (Type, Records, Count) = (type, records, count);

    /// <summary>The record type, which says where the names in the rdata are.</summary>
    public RdataType Type { get; }

    /// <summary>For each record, <see cref="HeaderLength"/> bytes and the rdata.</summary>
    public byte[] Records { get; }

    /// <summary>How many records there are.</summary>
    public int Count { get; }

    /// <summary>Encodes a normalized RRset. Throws <see cref="FormatException"/> when it is not valid.</summary>
    public static WireRrset Encode(ZoneRrset rrset) => Encode(rrset, rrset.Ttl);

    /// <summary>Encodes a normalized RRset with another TTL.</summary>
    internal static WireRrset Encode(ZoneRrset rrset, uint ttl)
    {
        if (!RdataRegistry.TryFind(rrset.Type, out var type))
        {
            throw new FormatException($"The RRset {rrset.Owner} {rrset.Type} has an unknown type.");
        }
        using var records = new MemoryStream();
        var buffer = new RdataBuffer();
        Span<byte> header = stackalloc byte[HeaderLength];
        foreach (var text in rrset.Rdata)
        {
            var (tokens, error, end) = RdataText.Split(text);
            var cursor = new RdataTokens(tokens, DnsName.Root, end);
            buffer.Clear();
            if (error is not null || !type.TryParse(ref cursor, buffer))
            {
                throw new FormatException($"The RRset {rrset.Owner} {rrset.Type} is not valid: {error?.Text ?? cursor.Error}.");
            }
            BinaryPrimitives.WriteUInt16BigEndian(header, type.Code);
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], 1);
            BinaryPrimitives.WriteUInt32BigEndian(header[4..], ttl);
            BinaryPrimitives.WriteUInt16BigEndian(header[8..], (ushort)buffer.Written.Length);
            records.Write(header);
            records.Write(buffer.Written);
        }
        return new WireRrset(type, records.ToArray(), rrset.Rdata.Count);
    }
}
