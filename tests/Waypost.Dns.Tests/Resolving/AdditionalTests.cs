using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Resolving;

public sealed class AdditionalTests
{
    private const string Zone = """
        @          60 SOA   ns h 1 2 3 4 5
        @          60 NS    ns
        @          60 NS    ns.other.example.
        ns         60 A     192.0.2.1
        mail       60 MX    1 host
        mail       60 MX    2 host
        mail       60 MX    3 any.wild
        mail       60 MX    4 host.cut
        mail       60 MX    5 host.old
        host       60 A     192.0.2.2
        *.wild     60 AAAA  2001:db8::1
        cut        60 NS    host.cut
        cut        60 NS    ns
        host.cut   60 A     192.0.2.3
        other.cut  60 A     192.0.2.4
        old        60 DNAME new
        host.old   60 A     192.0.2.5
        svc        60 SRV   0 0 1 host
        svc        60 SRV   0 0 2 host
        web        60 HTTPS 1 . alpn=h2
        web        60 A     192.0.2.6
        away       60 HTTPS 1 host
        none       60 MX    0 .
        """;

    private static readonly ZoneTable Table = Build();

    [Theory]
    [Trait("rfc", "1034 section 4.3.2 step 6")]
    [InlineData("example.com", "NS", "ns.example.com. 60 A 192.0.2.1")]
    [InlineData("mail.example.com", "MX", "host.example.com. 60 A 192.0.2.2", "any.wild.example.com. 60 AAAA 2001:db8::1")]
    [InlineData("svc.example.com", "SRV", "host.example.com. 60 A 192.0.2.2")]
    [InlineData("none.example.com", "MX")]
    public void AddressesOfTheZoneAreAddedOnceAndNothingThatIsHidden(string name, string type, params string[] records) =>
        Assert.Equal(records, Reply.Ask(Table, name, type).Additional);

    [Theory]
    [Trait("rfc", "9460 section 4.1")]
    [InlineData("web.example.com", "web.example.com. 60 A 192.0.2.6")]
    [InlineData("away.example.com", "host.example.com. 60 A 192.0.2.2")]
    public void AddressesOfServiceBindingsAreAddedTheRootBeingTheOwner(string name, string record) =>
        Assert.Equal([record], Reply.Ask(Table, name, "HTTPS").Additional);

    [Fact]
    [Trait("rfc", "9471 section 2.1")]
    public void AReferralHasItsGlueAndWhatTheZoneHasOfItsServers()
    {
        var reply = Reply.Ask(Table, "other.cut.example.com", "A");
        Assert.Empty(reply.Answer);
        Assert.Equal(["host.cut.example.com. 60 A 192.0.2.3", "ns.example.com. 60 A 192.0.2.1"], reply.Additional.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("rfc", "2181 section 5.4.1")]
    public void DataBelowACutIsNeverAnAnswer() => Assert.Empty(Reply.Ask(Table, "host.cut.example.com", "A").Answer);

    private static ZoneTable Build()
    {
        var table = new ZoneTable();
        var parsed = ZoneFileParser.Parse(Zone, "example.com.");
        Assert.Empty(parsed.Errors);
        table.Publish(ZoneSnapshot.Build("example.com.", parsed.Rrsets));
        return table;
    }
}
