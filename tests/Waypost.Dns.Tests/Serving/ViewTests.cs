using System.Net;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tests.Resolving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Serving;

public sealed class ViewTests
{
    private const string Origin = "example.com.";

    private static readonly AclTable Acls = AclTable.Of([], []);

    [Fact]
    public void EachClientIsAnsweredFromItsView()
    {
        var views = new ViewTable(Zones("192.0.2.1"));
        views.Publish([new View { Name = "inside", MatchClients = List("10/8"), Zones = Zones("10.0.0.1") }]);
        Assert.Contains("10.0.0.1", Ask(views, "10.9.9.9"), StringComparison.Ordinal);
        Assert.Contains("192.0.2.1", Ask(views, "198.51.100.1"), StringComparison.Ordinal);
    }

    [Fact]
    public void AViewMayBeForOneOfTheServersAddresses()
    {
        var views = new ViewTable(new ZoneTable());
        views.Publish([new View { Name = "one", MatchDestinations = List("192.0.2.53"), Zones = Zones("10.0.0.1") }]);
        Assert.Contains("NoError", Ask(views, "10.9.9.9", "192.0.2.53"), StringComparison.Ordinal);
        Assert.Contains("Refused", Ask(views, "10.9.9.9", "192.0.2.54"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhoMayNotAskIsRefused()
    {
        var zones = new ZoneTable();
        Assert.True(ZonePolicy.TryCompile(new ZoneSettings { AllowQuery = ["!10.0.0.1", "10/8"] }, Acls, out var policy, out _));
        zones.Publish(ServedZone.Of(Zones("192.0.2.1").Find(Origin)!, ZoneKind.Primary, policy));
        Assert.Contains("Refused", Ask(new ViewTable(zones), "10.0.0.1"), StringComparison.Ordinal);
        Assert.Contains("NoError", Ask(new ViewTable(zones), "10.0.0.2"), StringComparison.Ordinal);
    }

    [Fact]
    public void AZoneWithoutContentIsAServerFailure()
    {
        var zones = new ZoneTable();
        zones.Publish(ServedZone.Empty(Origin, ZoneKind.Secondary, ZonePolicy.Default));
        Assert.Contains("ServerFailure", Ask(new ViewTable(zones), "10.0.0.1"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherVersionOfAZoneKeepsItsPolicy()
    {
        var zones = new ZoneTable();
        zones.Publish(ServedZone.Empty(Origin, ZoneKind.Secondary, ZonePolicy.Default));
        zones.Publish(Zones("192.0.2.1").Find(Origin)!);
        Assert.Equal(ZoneKind.Secondary, zones.FindServed(Origin)!.Kind);
    }

    private static AddressMatchList List(params string[] elements) =>
        AddressMatchList.TryParse(elements, Acls, out var list, out var error) ? list : throw new ArgumentException(error);

    private static ZoneTable Zones(string address)
    {
        var zones = new ZoneTable();
        zones.Publish(ZoneSnapshot.Build(Origin, ZoneFileParser.Parse($"@ 60 SOA ns root 1 2 3 4 60\n@ 60 NS ns\nns 60 A {address}\n", Origin).Rrsets));
        return zones;
    }

    private static string Ask(ViewTable views, string client, string server = "127.0.0.1")
    {
        var peer = DnsPeer.Of(new IPEndPoint(IPAddress.Parse(client), 999), IPAddress.Parse(server), DnsTransport.Udp);
        var response = new byte[QueryResponder.MaxUdpPayload];
        var length = new QueryResponder(views).Respond(peer, Reply.Query("ns.example.com", 1), response);
        var reply = Reply.Read(response.AsSpan(0, length));
        return reply.Status + " " + string.Join(' ', reply.Answer);
    }
}
