using Waypost.Dns.Names;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Transfers;

/// <summary>What a primary answered to a query for the SOA.</summary>
/// <param name="Soa">The SOA; null when there is none to use.</param>
/// <param name="Truncated">The answer did not fit into the datagram: ask over TCP.</param>
/// <param name="Problem">Why there is no SOA to use.</param>
public sealed record SoaResponse(SoaFields? Soa, bool Truncated, string? Problem)
{
    private const int AuthoritativeFlag = 0x0400;
    private const int TruncatedFlag = 0x0200;

    /// <summary>
    /// Reads a response; null when the message is none to this query at all, as a forged or late one is, and the wait goes on.
    /// </summary>
    public static SoaResponse? Read(ReadOnlySpan<byte> message, DnsName origin, ushort id)
    {
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        var reader = new WireReader(message, compressed: true) { Position = MessageHeader.Length };
        if (!MessageHeader.TryRead(message, out var header) || !header.IsResponse || header.Id != id || header.Opcode != 0)
        {
            return null;
        }
        var code = (ResponseCode)(header.Flags & 15);
        if (header.QuestionCount == 0 && code != ResponseCode.NoError)
        {
            return new SoaResponse(null, false, $"the primary answered {ResponseCodeText.Of(code)}");
        }
        if (header.QuestionCount != 1
            || !reader.TryReadName(name, out var length)
            || !reader.TryReadUInt16(out var type)
            || !reader.TryReadUInt16(out _)
            || type != TransferQueries.SoaType
            || !WireName.EqualsIgnoreCase(name[..length], origin.Wire))
        {
            return null;
        }
        if (code != ResponseCode.NoError)
        {
            return new SoaResponse(null, false, $"the primary answered {ResponseCodeText.Of(code)}");
        }
        if ((header.Flags & TruncatedFlag) != 0)
        {
            return new SoaResponse(null, true, null);
        }
        // What is not authoritative may come from a cache and be old (BIND does the same).
        if ((header.Flags & AuthoritativeFlag) == 0)
        {
            return new SoaResponse(null, false, "the primary is not authoritative for the zone");
        }
        var records = new RecordReader(message, reader.Position, origin);
        for (var i = 0; i < header.AnswerCount; i++)
        {
            if (!records.TryRead(out var record, out var place))
            {
                return new SoaResponse(null, false, records.Error);
            }
            if (record.Type == "SOA" && place == OwnerPlace.Apex && SoaFields.TryRead(record.Owner, record.Ttl, record.Rdata, out var soa))
            {
                return new SoaResponse(soa, false, null);
            }
        }
        return new SoaResponse(null, false, "the primary has no SOA of the zone");
    }
}
