using System.Net;
using Waypost.Dns.Cookies;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Differential;

/// <summary>BIND and Waypost with one secret behind one address: each takes the cookies of the other (RFC 9018 section 1).</summary>
[Trait("rfc", "9018 section 1")]
public sealed class CookieInteropTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Client = "000a0008a1a2a3a4a5a6a7a8";

    private static readonly GeneratedZone Zone = new("test.", "@ 60 IN SOA ns1 host 1 2 3 4 5\n@ 60 IN NS ns1\nns1 60 IN A 192.0.2.1\n", []);

    [Fact]
    public void ACookieOfBindIsTakenAndBindTakesOurs()
    {
        Assert.SkipUnless(PeerServer.Installed("named"), "named is not installed");
        using var named = PeerServer.StartNamed([Zone], $"cookie-algorithm siphash24; cookie-secret \"{Secret}\"; require-server-cookie yes;");
        named.WaitForZones([Zone]);
        using var client = new PeerClient(named.EndPoint);
        var table = new ZoneTable();
        table.Publish(ZoneSnapshot.Build(Zone.Origin, ZoneFileParser.Parse(Zone.Text, Zone.Origin).Rrsets));
        var settings = new AnswerSettings { RequireServerCookie = true, Cookies = new ServerCookies([Convert.FromHexString(Secret)], TimeProvider.System) };
        var (responder, response) = (new QueryResponder(new ViewTable(table), settings), new byte[1232]);
        Observed Bind(string option) => Observed.Read(client.Exchange(Query(option), tcp: false));
        Observed Ours(string option)
        {
            var peer = DnsPeer.Of(new IPEndPoint(IPAddress.Loopback, 53), IPAddress.Loopback, DnsTransport.Udp);
            return Observed.Read(response.AsSpan(0, responder.Respond(peer, Query(option), response)));
        }

        var (ofBind, ofOurs) = (Bind(Client), Ours(Client));
        Assert.Equal(("BadCookie", "BadCookie"), (ofBind.Code, ofOurs.Code));
        Assert.Equal("NoError", Ours(ofBind.Edns.Split(' ')[^1]).Code);
        Assert.Equal("NoError", Bind(ofOurs.Edns.Split(' ')[^1]).Code);
    }

    private static byte[] Query(string option) => new TestQuery("ns1.test.", 1, 1, 0, 1232, 0, 0, option, Tcp: false).ToWire();
}
