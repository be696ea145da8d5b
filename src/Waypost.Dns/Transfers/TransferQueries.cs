using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Transfers;

/// <summary>Writes the messages that secondaries send to primaries, and primaries to secondaries.</summary>
public static class TransferQueries
{
    /// <summary>QTYPE SOA.</summary>
    public const ushort SoaType = 6;

    /// <summary>OPCODE of NOTIFY (RFC 1996 section 3).</summary>
    public const int NotifyOpcode = 4;

    private const int AuthoritativeFlag = 0x0400;
    private const int MaxLength = 1024;

    /// <summary>Asks for the SOA of a zone, not recursively (RFC 1034 section 4.3.5).</summary>
    public static byte[] Soa(DnsName origin, ushort id) => Write(origin, id, flags: 0, SoaType, answer: null, authority: null);

    /// <summary>AXFR (RFC 5936 section 2.1), or IXFR with the SOA at hand in the authority section (RFC 1995 section 3).</summary>
    public static byte[] Transfer(TransferRequest request) =>
        Write(request.Origin, request.Id, flags: 0, request.Type, answer: null, request.Incremental ? request.Current : null);

    /// <summary>NOTIFY with the new SOA as a hint (RFC 1996 section 3.7).</summary>
    public static byte[] Notify(DnsName origin, ushort id, SoaFields? soa) =>
        Write(origin, id, (NotifyOpcode << 11) | AuthoritativeFlag, SoaType, soa, authority: null);

    private static byte[] Write(DnsName origin, ushort id, int flags, ushort type, SoaFields? answer, SoaFields? authority)
    {
        Span<byte> buffer = stackalloc byte[MaxLength];
        var writer = new MessageWriter(buffer, MaxLength);
        writer.TryWriteUInt16(id);
        writer.TryWriteUInt16(flags);
        writer.TryWriteUInt16(1);
        writer.TryWriteUInt16(answer is null ? 0 : 1);
        writer.TryWriteUInt16(authority is null ? 0 : 1);
        writer.TryWriteUInt16(0);
        writer.TryWriteQuestionName(origin.Wire);
        writer.TryWriteUInt16(type);
        writer.TryWriteUInt16(1);
        if ((answer ?? authority) is { } soa)
        {
            WriteSoa(ref writer, origin, soa);
        }
        return buffer[..writer.Length].ToArray();
    }

    // A question, an owner and two names of at most 255 bytes each fit.
    private static void WriteSoa(ref MessageWriter writer, DnsName origin, SoaFields soa)
    {
        var (tokens, _, end) = RdataText.Split(soa.Rdata);
        var cursor = new RdataTokens(tokens, DnsName.Root, end);
        var rdata = new RdataBuffer();
        if (!RdataRegistry.Find(SoaType).TryParse(ref cursor, rdata))
        {
            throw new ArgumentException("The SOA is not in canonical form.", nameof(soa));
        }
        writer.TryWriteName(origin.Wire);
        writer.TryWriteUInt16(SoaType);
        writer.TryWriteUInt16(1);
        writer.TryWriteUInt16((int)(soa.Ttl >> 16));
        writer.TryWriteUInt16((int)(soa.Ttl & 0xFFFF));
        writer.TryWriteUInt16(rdata.Written.Length);
        writer.TryWriteBytes(rdata.Written);
    }
}
