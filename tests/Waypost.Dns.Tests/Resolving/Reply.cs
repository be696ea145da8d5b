using System.Buffers.Binary;
using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Resolving;

/// <summary>A response in text: what dig would show.</summary>
internal sealed record Reply(string Status, string Flags, string Question, string[] Answer, string[] Authority, string[] Additional, string? Edns, int Length)
{
    public static byte[] Query(string name, ushort type, ushort flags = 0x0100, int? edns = null, byte version = 0, bool dnssecOk = false, ushort @class = 1)
    {
        Assert.True(DnsName.TryParse(name, DnsName.Root, out var parsed, out _));
        var message = new List<byte> { 0x12, 0x34, (byte)(flags >> 8), (byte)flags, 0, 1, 0, 0, 0, 0, 0, (byte)(edns is null ? 0 : 1) };
        message.AddRange(parsed.Wire);
        message.AddRange([(byte)(type >> 8), (byte)type, (byte)(@class >> 8), (byte)@class]);
        if (edns is { } payload)
        {
            message.AddRange([0, 0, 41, (byte)(payload >> 8), (byte)payload, 0, version, (byte)(dnssecOk ? 0x80 : 0), 0, 0, 0]);
        }
        return [.. message];
    }

    public static Reply Ask(ZoneTable table, string name, string type, int? edns = null, bool tcp = false) =>
        Send(table, Query(name, Code(type), edns: edns), tcp);

    public static Reply Send(ZoneTable table, byte[] query, bool tcp = false)
    {
        var response = new byte[QueryResponder.MaxTcpPayload];
        var responder = new QueryResponder(new ViewTable(table));
        var length = responder.Respond(Peer(tcp), query, response);
        length = length == QueryResponder.Deferred ? responder.RespondNow(Peer(tcp), null, query, response) : length;
        return Read(response.AsSpan(0, length));
    }

    public static DnsPeer Peer(bool tcp) => new(0, 0, 0, tcp ? DnsTransport.Tcp : DnsTransport.Udp);

    private static ushort Code(string type) => type switch
    {
        "ANY" => 255,
        "DS" => 43,
        "AXFR" => 252,
        _ => RdataRegistry.TryFind(type, out var found) ? found.Code : throw new ArgumentException(type),
    };

    public static Reply Read(ReadOnlySpan<byte> message)
    {
        Assert.True(MessageHeader.TryRead(message, out var header));
        Assert.Equal(0x1234, header.Id);
        var reader = new WireReader(message, compressed: true) { Position = MessageHeader.Length };
        var question = "";
        if (header.QuestionCount == 1)
        {
            question = Name(ref reader);
            reader.TryReadUInt32(out _);
        }
        string? edns = null;
        var answer = Records(ref reader, header.AnswerCount, message, ref edns);
        var authority = Records(ref reader, header.AuthorityCount, message, ref edns);
        var additional = Records(ref reader, header.AdditionalCount, message, ref edns);
        Assert.Equal(0, reader.Remaining);
        var flags = new StringBuilder();
        foreach (var (bit, flag) in ((int, string)[])[(0x8000, "qr"), (0x0400, "aa"), (0x0200, "tc"), (0x0100, "rd"), (0x0080, "ra"), (0x0020, "ad"), (0x0010, "cd")])
        {
            flags.Append((header.Flags & bit) != 0 ? flag + " " : "");
        }
        var extended = edns is null ? 0 : int.Parse(edns.Split(' ')[0]) << 4;
        var status = ((ResponseCode)(extended | (header.Flags & 15))).ToString();
        return new Reply(status, flags.ToString().TrimEnd(), question, answer, authority, additional, edns, message.Length);
    }

    private static string[] Records(ref WireReader reader, int count, ReadOnlySpan<byte> message, ref string? edns)
    {
        var records = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var owner = Name(ref reader);
            Assert.True(reader.TryReadUInt16(out var type) & reader.TryReadUInt16(out var @class) & reader.TryReadUInt32(out var ttl) & reader.TryReadUInt16(out var length));
            var end = reader.Position + length;
            if (type == 41)
            {
                Assert.Null(edns);
                edns = $"{ttl >> 24} {(ttl >> 16) & 255} {(((ttl >> 15) & 1) == 1 ? "do" : "")} {@class}";
            }
            else
            {
                records.Add($"{owner} {ttl} {RdataRegistry.Find(type).Mnemonic} {Rdata(ref reader, type, end, message)}");
            }
            Assert.True(reader.Position <= end);
            reader.Position = end;
        }
        return [.. records];
    }

    // Takes names apart by hand, so that compression by the writer is checked by something other than itself.
    private static string Rdata(ref WireReader reader, ushort type, int end, ReadOnlySpan<byte> message)
    {
        switch (type)
        {
            case 2 or 5 or 12:
                return Name(ref reader);
            case 15:
                reader.TryReadUInt16(out var preference);
                return $"{preference} {Name(ref reader)}";
            case 6:
                var names = $"{Name(ref reader)} {Name(ref reader)}";
                for (; reader.Position + 4 <= end; reader.Position += 4)
                {
                    names += " " + BinaryPrimitives.ReadUInt32BigEndian(message[reader.Position..]);
                }
                return names;
            default:
                Assert.True(RdataRegistry.Find(type).TryFormat(message[reader.Position..end], out var text));
                return text;
        }
    }

    private static string Name(ref WireReader reader)
    {
        var name = new byte[255];
        Assert.True(reader.TryReadName(name, out var length));
        return DnsName.FromWire(name.AsSpan(0, length))!.ToString();
    }
}
