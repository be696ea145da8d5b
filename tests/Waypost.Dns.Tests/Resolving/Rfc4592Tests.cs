using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Resolving;

/// <summary>The zone and the questions of RFC 4592 section 2.2.1, and what sections 3.3 and 4 say beyond.</summary>
[Trait("rfc", "4592 section 2.2.1")]
public sealed class Rfc4592Tests
{
    private const string Zone = """
        @                  3600 SOA   ns.example.com. hostmaster.example.com. 1 2 3 4 3600
        @                  3600 NS    ns.example.com.
        @                  3600 NS    ns.example.net.
        *                  3600 TXT   "this is a wildcard"
        *                  3600 MX    10 host1.example.
        sub.*              3600 TXT   "this is not a wildcard"
        host1              3600 A     192.0.2.1
        _ssh._tcp.host1    3600 SRV   0 0 22 host1
        _ssh._tcp.host2    3600 SRV   0 0 22 host2
        subdel             3600 NS    ns.example.com.
        subdel             3600 NS    ns.example.net.
        *.alias            60   CNAME host1
        *.gone             60   CNAME nowhere.subdel
        *.redirected       60   DNAME other.example.
        *.deep.cut.below   60   A     192.0.2.2
        """;

    private static readonly ZoneTable Table = Build();

    [Theory]
    [InlineData("host3.example", "MX", "host3.example. 3600 MX 10 host1.example.")]
    [InlineData("foo.bar.example", "TXT", "foo.bar.example. 3600 TXT \"this is a wildcard\"")]
    public void TheResponseIsSynthesized(string name, string type, string record)
    {
        var reply = Reply.Ask(Table, name, type);
        Assert.Equal(("NoError", "qr aa rd"), (reply.Status, reply.Flags));
        Assert.Equal([record], reply.Answer);
    }

    [Theory]
    [InlineData("host3.example", "A", "NoError", "the wildcard has no A")]
    [InlineData("host1.example", "MX", "NoError", "the name exists")]
    [InlineData("sub.*.example", "MX", "NoError", "the name exists")]
    [InlineData("_tcp.host2.example", "TXT", "NoError", "an empty non-terminal exists")]
    [InlineData("host2.example", "MX", "NoError", "an empty non-terminal exists")]
    [InlineData("_telnet._tcp.host1.example", "SRV", "NameError", "its parent exists")]
    [InlineData("ghost.*.example", "MX", "NameError", "*.example exists")]
    [InlineData("x.sub.*.example", "TXT", "NameError", "sub.*.example exists")]
    [InlineData("x.cut.below.example", "A", "NameError", "cut.below.example exists and has no wildcard")]
    public void TheResponseIsNotSynthesized(string name, string type, string status, string because)
    {
        var reply = Reply.Ask(Table, name, type);
        Assert.True(reply.Status == status && reply.Answer.Length == 0, because);
        Assert.Equal("example. 3600 SOA ns.example.com. hostmaster.example.com. 1 2 3 4 3600", Assert.Single(reply.Authority));
    }

    [Fact]
    public void ANameBelowACutIsReferred()
    {
        var reply = Reply.Ask(Table, "host.subdel.example", "A");
        Assert.Equal(("NoError", "qr rd"), (reply.Status, reply.Flags));
        Assert.Equal(["subdel.example. 3600 NS ns.example.com.", "subdel.example. 3600 NS ns.example.net."], reply.Authority);
    }

    [Fact]
    [Trait("rfc", "4592 section 2.3")]
    public void AWildcardThatIsAskedForByNameIsItself() =>
        Assert.Equal(["*.example. 3600 TXT \"this is a wildcard\""], Reply.Ask(Table, "*.example", "TXT").Answer);

    [Fact]
    [Trait("rfc", "4592 section 4.4")]
    public void AnAliasAtAWildcardIsFollowed() =>
        Assert.Equal(["a.b.alias.example. 60 CNAME host1.example.", "host1.example. 3600 A 192.0.2.1"], Reply.Ask(Table, "a.b.alias.example", "A").Answer);

    [Fact]
    [Trait("rfc", "4592 section 4.4")]
    public void AnAliasAtAWildcardMayLeadBelowACut()
    {
        var reply = Reply.Ask(Table, "x.gone.example", "A");
        Assert.Equal(("NoError", "qr aa rd"), (reply.Status, reply.Flags));
        Assert.Equal(["x.gone.example. 60 CNAME nowhere.subdel.example."], reply.Answer);
        Assert.Equal(2, reply.Authority.Length);
    }

    [Fact]
    [Trait("rfc", "4592 section 4.5")]
    public void ADnameAtAWildcardIsDataOfTheNamesItStandsFor()
    {
        // RFC 6672 section 3.3: what lies below such a name is not defined; it is not there.
        Assert.Equal(["x.redirected.example. 60 DNAME other.example."], Reply.Ask(Table, "x.redirected.example", "DNAME").Answer);
        Assert.Equal("NoError", Reply.Ask(Table, "x.redirected.example", "A").Status);
        Assert.Equal(
            ["*.redirected.example. 60 DNAME other.example.", "y.*.redirected.example. 60 CNAME y.other.example."],
            Reply.Ask(Table, "y.*.redirected.example", "A").Answer);
    }

    private static ZoneTable Build()
    {
        var table = new ZoneTable();
        table.Publish(ZoneSnapshot.Build("example.", ZoneFileParser.Parse(Zone, "example.").Rrsets));
        return table;
    }
}
