using System.Net;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Differential;

/// <summary>Messages byte by byte, to BIND and to Waypost (RFC 8906).</summary>
[Trait("rfc", "8906")]
public sealed class CraftedMessageTests
{
    // What differs, and why Waypost's way is the better one.
    private static readonly Dictionary<string, string> Explained = new(StringComparer.Ordinal)
    {
        ["client subnet"] = "BIND echoes it; a server whose answers do not depend on it passes over it (RFC 7871 section 7.2.1).",
        ["client subnet 0"] = "The same.",
        ["two OPT records"] = "Waypost understands EDNS and says so with its OPT (RFC 6891 section 7).",
        ["an option cut off"] = "The same.",
    };

    [Fact]
    public void CraftedMessagesAreAnsweredAsBindAnswersThem()
    {
        Assert.SkipUnless(PeerServer.Installed("named"), "named is not installed");
        GeneratedZone zone = new("test.", "@ 60 IN SOA ns1 host 1 2 3 4 5\n@ 60 IN NS ns1\nns1 60 IN A 192.0.2.1\nwww 60 IN A 192.0.2.2\n", []);
        using var named = PeerServer.StartNamed([zone], "server-id \"one\"; request-expire no;");
        var table = new ZoneTable();
        table.Publish(ZoneSnapshot.Build(zone.Origin, ZoneFileParser.Parse(zone.Text, zone.Origin).Rrsets));
        named.WaitForZones([zone]);
        using var client = new PeerClient(named.EndPoint) { Attempts = 1, Patience = TimeSpan.FromMilliseconds(400) };
        var responder = new QueryResponder(new ViewTable(table), new AnswerSettings { MinimalAny = false, Nsid = "one"u8.ToArray() });
        var (response, differences) = (new byte[QueryResponder.MaxTcpPayload], new List<string>());
        foreach (var (what, hex) in CraftedMessages.All())
        {
            var query = Convert.FromHexString(hex);
            var peer = DnsPeer.Of(new IPEndPoint(IPAddress.Loopback, 53), IPAddress.Loopback, DnsTransport.Udp);
            var mine = Show(response.AsSpan(0, Math.Max(0, responder.Respond(peer, query, response))));
            var theirs = Show(client.Exchange(query, tcp: false));
            if (mine != theirs && !Explained.ContainsKey(what))
            {
                differences.Add($"{what}\n   {mine}\n   {theirs}");
            }
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static string Show(ReadOnlySpan<byte> message)
    {
        var response = Observed.Read(message);
        return $"{response.Code} [{response.Flags}] ({response.Question}) {response.Answer.Count} {response.Authority.Count} edns({KnownDifferences.WithoutErrors(response.Edns)})";
    }
}
