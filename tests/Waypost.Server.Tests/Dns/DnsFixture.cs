using System.Buffers.Binary;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Deferred;

namespace Waypost.Server.Tests.Dns;

/// <summary>A small zone behind the listeners, and queries for it byte by byte.</summary>
internal static class DnsFixture
{
    private const string Zone = """
        @ 60 SOA ns root 1 2 3 4 60
        @ 60 NS ns
        ns 60 A 127.0.0.1
        www 60 A 192.0.2.80
        """;

    public static DnsExchange Exchange()
    {
        var table = new ZoneTable();
        var text = new StringBuilder(Zone).Append('\n');
        for (var i = 0; i < 20; i++)
        {
            text.Append($"big 60 TXT \"{i:D3}{new string('x', 200)}\"\n");
        }
        table.Publish(ZoneSnapshot.Build("example.com", ZoneFileParser.Parse(text.ToString(), "example.com").Rrsets));
        return Over(new QueryResponder(new ViewTable(table)));
    }

    public static DnsExchange Over(QueryResponder responder) => Over(responder, new ViewTable(new ZoneTable()), new TsigKeyring());

    public static DnsExchange Over(QueryResponder responder, ViewTable views, TsigKeyring keyring, params IDeferredHandler[] handlers) => new(
        responder,
        new DeferredMessages(responder, views, new TsigVerifier(keyring, TimeProvider.System), handlers, TimeProvider.System, NullLogger<DeferredMessages>.Instance),
        NullLogger<DnsExchange>.Instance);

    public static DnsUdpService Udp(int port, int threads = 2) => new(
        Exchange(), Options.Create(new DnsOptions { Port = port, UdpThreads = threads }), NullLogger<DnsUdpService>.Instance);

    public static byte[] Query(ushort id, string name, ushort type)
    {
        var bytes = new List<byte> { (byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
        foreach (var label in name.Split('.'))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }
        bytes.AddRange([0, 0, (byte)type, 0, 1]);
        return [.. bytes];
    }

    public static byte[] Framed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    public static (int Id, bool Truncated, int Code, int Answers) Header(ReadOnlySpan<byte> message) => (
        BinaryPrimitives.ReadUInt16BigEndian(message), (message[2] & 2) != 0, message[3] & 15, BinaryPrimitives.ReadUInt16BigEndian(message[6..]));

    public static IPAddress LastAddress(ReadOnlySpan<byte> message) => new(message[^4..]);
}
