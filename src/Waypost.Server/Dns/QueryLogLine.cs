using System.Net;
using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Serving;
using Waypost.Dns.Wire;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Server.Dns;

/// <summary>
/// BIND's line for every query: <c>client @0x0 127.0.0.1#4711 (example.com): query: example.com IN A +E(0)K (127.0.0.1)</c>, where the
/// flags are RD, TSIG, EDNS, TCP, DO, CD and a cookie.
/// </summary>
public static class QueryLogLine
{
    private const ushort OptType = 41;
    private const ushort TsigType = 250;
    private const int CookieOption = 10;

    /// <summary>The line; null when the message is no query with one question.</summary>
    public static string? Format(ViewTable views, in DnsPeer peer, ReadOnlySpan<byte> message)
    {
        if (!MessageHeader.TryRead(message, out var header) || header.IsResponse || header.Opcode != 0 || header.QuestionCount != 1)
        {
            return null;
        }
        Span<byte> wire = stackalloc byte[WireName.MaxLength];
        var reader = new WireReader(message, compressed: true) { Position = MessageHeader.Length };
        if (!reader.TryReadName(wire, out var length) || !reader.TryReadUInt16(out var type) || !reader.TryReadUInt16(out var @class))
        {
            return null;
        }
        var name = DnsName.FromWire(wire[..length].ToArray())!.ToString();
        name = name.Length > 1 ? name[..^1] : name;
        var recursion = (header.Flags & 0x0100) != 0;
        var flags = (recursion ? "+" : "-") + Rest(ref reader, header, peer);
        var view = views.Select(peer, null, recursion).Name;
        var inView = view == ZoneKey.DefaultView ? "" : $"view {view}: ";
        return $"client @0x0 {Address(peer.Address)}#{peer.Port} ({name}): {inView}query: {name} {RecordClass.Format(@class)} "
            + $"{TypeText(type)} {flags} ({Address(peer.LocalAddress)})";
    }

    private static string Rest(ref WireReader reader, in MessageHeader header, in DnsPeer peer)
    {
        var (edns, signed, secure, cookie) = (-1, false, false, false);
        Span<byte> owner = stackalloc byte[WireName.MaxLength];
        for (var i = 0; i < header.AnswerCount + header.AuthorityCount + header.AdditionalCount; i++)
        {
            if (!reader.TryReadName(owner, out _) || !reader.TryReadUInt16(out var type) || !reader.TryReadUInt16(out _)
                || !reader.TryReadUInt32(out var ttl) || !reader.TryReadUInt16(out var length) || !reader.TryReadBytes(length, out var rdata))
            {
                break;
            }
            signed |= type == TsigType;
            if (type == OptType)
            {
                (edns, secure, cookie) = ((int)(ttl >> 16) & 0xFF, (ttl & 0x8000) != 0, HasCookie(rdata));
            }
        }
        var text = new StringBuilder();
        text.Append(signed ? "S" : "").Append(edns >= 0 ? $"E({edns})" : "").Append(peer.IsStream ? "T" : "").Append(secure ? "D" : "");
        return text.Append((header.Flags & 0x0010) != 0 ? "C" : "").Append(cookie ? "K" : "").ToString();
    }

    private static bool HasCookie(ReadOnlySpan<byte> options)
    {
        while (options.Length >= 4)
        {
            if (((options[0] << 8) | options[1]) == CookieOption)
            {
                return true;
            }
            var length = 4 + ((options[2] << 8) | options[3]);
            options = length <= options.Length ? options[length..] : default;
        }
        return false;
    }

    private static string TypeText(ushort type) => type switch { 251 => "IXFR", 252 => "AXFR", 255 => "ANY", 249 => "TKEY", _ => RdataRegistry.Find(type).Mnemonic };

    private static IPAddress Address(UInt128 bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
