using Waypost.Conformance.Tests.Fixtures;

namespace Waypost.Conformance.Tests.Dns;

[Trait("RFC", "1034 section 4.3.2")]
public sealed class AnswerTests(WaypostServer server) : IClassFixture<ExampleZones>
{
    [Theory]
    [InlineData("example.com", "SOA", "example.com. 3600 IN SOA ns1.example.com. hostmaster.example.com. 2026112401 10800 900 1209600 300")]
    [InlineData("example.com", "NS", "example.com. 3600 IN NS ns1.example.com.|example.com. 3600 IN NS ns2.example.net.")]
    [InlineData("example.com", "MX", "example.com. 3600 IN MX 10 mail.example.com.|example.com. 3600 IN MX 20 mail.example.net.")]
    [InlineData("example.com", "A", "example.com. 3600 IN A 192.0.2.10")]
    [InlineData("example.com", "TXT", "example.com. 3600 IN TXT \"v=spf1 mx -all\"")]
    [InlineData("example.com", "CAA", "example.com. 3600 IN CAA 0 issue \"ca.example.net\"")]
    [InlineData("www.example.com", "A", "www.example.com. 300 IN A 192.0.2.80|www.example.com. 300 IN A 192.0.2.81")]
    [InlineData("www.example.com", "AAAA", "www.example.com. 3600 IN AAAA 2001:db8::80")]
    [InlineData("_imap._tcp.example.com", "SRV", "_imap._tcp.example.com. 3600 IN SRV 0 1 143 mail.example.com.")]
    [InlineData("a.b.deep.example.com", "TXT", "a.b.deep.example.com. 600 IN TXT \"two\" \"strings; with \\\"quotes\\\"\"")]
    [InlineData("deep.example.com", "TXT", "deep.example.com. 600 IN TXT \"over\" \"lines\"")]
    [InlineData("80.2.0.192.in-addr.arpa", "PTR", "80.2.0.192.in-addr.arpa. 3600 IN PTR www.example.com.")]
    public async Task EveryTypeOfTheMasterFileIsAnsweredOverUdpAndTcp(string name, string type, string records)
    {
        DigReply udp = await Dig.AskAsync(server.Ports, "+notcp", name, type);
        DigReply tcp = await Dig.AskAsync(server.Ports, "+tcp", name, type);
        Assert.True(udp.OverUdp);
        Assert.True(tcp.OverTcp);
        foreach (DigReply reply in new[] { udp, tcp })
        {
            Assert.Equal("NOERROR", reply.Status);
            Assert.Contains("aa", reply.Flags);
            Assert.Contains("qr", reply.Flags);
            Assert.DoesNotContain("ra", reply.Flags);
            Assert.Equal(records.Split('|').Order(), reply.Answer.Order());
        }
    }

    [Fact]
    public async Task NamesAreAnsweredWhateverTheirCase()
    {
        DigReply reply = await Dig.AskAsync(server.Ports, "WwW.eXaMpLe.CoM", "AAAA");
        Assert.Equal("2001:db8::80", Assert.Single(reply.Answer).Split(' ')[^1]);
        Assert.Contains("WwW.eXaMpLe.CoM", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("RFC", "2308 section 2.1")]
    public async Task AnUnknownNameIsNxdomainWithTheSoa()
    {
        DigReply reply = await Dig.AskAsync(server.Ports, "nobody.example.com", "A");
        Assert.Equal("NXDOMAIN", reply.Status);
        Assert.Contains("aa", reply.Flags);
        Assert.Empty(reply.Answer);
        // RFC 2308 section 3: the TTL is the smaller of the SOA's own and its minimum.
        Assert.StartsWith("example.com. 300 IN SOA ns1.example.com.", Assert.Single(reply.Authority), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("RFC", "2308 section 2.2")]
    [InlineData("mail.example.com", "AAAA")]
    [InlineData("empty.sub.example.com", "A")]
    [InlineData("sub.example.com", "A")]
    [InlineData("_tcp.example.com", "SRV")]
    public async Task ANameWithoutThatTypeIsNodataWithTheSoa(string name, string type)
    {
        DigReply reply = await Dig.AskAsync(server.Ports, name, type);
        Assert.Equal("NOERROR", reply.Status);
        Assert.Contains("aa", reply.Flags);
        Assert.Empty(reply.Answer);
        Assert.StartsWith("example.com. 300 IN SOA", Assert.Single(reply.Authority), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChainOfCnamesIsFollowedInsideTheZone()
    {
        DigReply reply = await Dig.AskAsync(server.Ports, "docs.example.com", "AAAA");
        Assert.Equal(
            ["docs.example.com. 3600 IN CNAME ftp.example.com.", "ftp.example.com. 3600 IN CNAME www.example.com.", "www.example.com. 3600 IN AAAA 2001:db8::80"],
            reply.Answer);
    }

    [Fact]
    public async Task ACnameOutOfTheZoneIsAnsweredAlone()
    {
        DigReply reply = await Dig.AskAsync(server.Ports, "away.example.com", "A");
        Assert.Equal("NOERROR", reply.Status);
        Assert.Equal(["away.example.com. 3600 IN CNAME www.example.net."], reply.Answer);
    }

    [Fact]
    public async Task AskedForTheCnameItselfTheChainIsNotFollowed()
    {
        DigReply reply = await Dig.AskAsync(server.Ports, "docs.example.com", "CNAME");
        Assert.Equal(["docs.example.com. 3600 IN CNAME ftp.example.com."], reply.Answer);
    }

    [Fact]
    [Trait("RFC", "4592")]
    public async Task AWildcardIsSynthesisedUnderTheAskedName()
    {
        DigReply one = await Dig.AskAsync(server.Ports, "shop.apps.example.com", "A");
        Assert.Equal(["shop.apps.example.com. 3600 IN A 192.0.2.90"], one.Answer);
        DigReply deep = await Dig.AskAsync(server.Ports, "a.b.c.apps.example.com", "A");
        Assert.Equal(["a.b.c.apps.example.com. 3600 IN A 192.0.2.90"], deep.Answer);
        DigReply noType = await Dig.AskAsync(server.Ports, "shop.apps.example.com", "AAAA");
        Assert.Equal("NOERROR", noType.Status);
        Assert.Empty(noType.Answer);
        Assert.Single(noType.Authority);
    }

    [Fact]
    [Trait("RFC", "4592 section 2.2.1")]
    public async Task AnExistingNameHidesTheWildcard()
    {
        DigReply noData = await Dig.AskAsync(server.Ports, "there.apps.example.com", "A");
        Assert.Equal("NOERROR", noData.Status);
        Assert.Empty(noData.Answer);
        DigReply below = await Dig.AskAsync(server.Ports, "below.there.apps.example.com", "A");
        Assert.Equal("NXDOMAIN", below.Status);
    }

    [Theory]
    [InlineData("lab.example.com", "A")]
    [InlineData("host.lab.example.com", "A")]
    [InlineData("ns.lab.example.com", "A")]
    [InlineData("lab.example.com", "NS")]
    public async Task BelowADelegationTheAnswerIsAReferralWithGlue(string name, string type)
    {
        DigReply reply = await Dig.AskAsync(server.Ports, "+norecurse", name, type);
        Assert.Equal("NOERROR", reply.Status);
        Assert.DoesNotContain("aa", reply.Flags);
        Assert.Empty(reply.Answer);
        Assert.Equal(["lab.example.com. 3600 IN NS ns.example.net.", "lab.example.com. 3600 IN NS ns.lab.example.com."], reply.Authority.Order());
        Assert.Equal(["ns.lab.example.com. 3600 IN A 192.0.2.53", "ns.lab.example.com. 3600 IN AAAA 2001:db8::53"], reply.Additional.Order());
    }

    [Fact]
    public async Task ANameOfNoZoneIsRefused()
    {
        DigReply reply = await Dig.AskAsync(server.Ports, "www.example.org", "A");
        Assert.Equal("REFUSED", reply.Status);
        Assert.DoesNotContain("aa", reply.Flags);
    }

    [Fact]
    [Trait("RFC", "6891")]
    public async Task EdnsIsAnsweredWithEdnsAndItsAbsenceWithout()
    {
        DigReply with = await Dig.AskAsync(server.Ports, "+edns=0", "+nocookie", "www.example.com", "A");
        Assert.True(with.HasEdns, with.Text);
        DigReply without = await Dig.AskAsync(server.Ports, "+noedns", "www.example.com", "A");
        Assert.False(without.HasEdns, without.Text);
        Assert.Equal("NOERROR", without.Status);
    }

    [Fact]
    [Trait("RFC", "6891 section 6.1.3")]
    public async Task AnUnknownEdnsVersionIsBadvers()
    {
        DigReply reply = await Dig.AskAsync(server.Ports, "+edns=1", "+noednsneg", "www.example.com", "A");
        Assert.Equal("BADVERS", reply.Status);
        Assert.Empty(reply.Answer);
    }

    [Fact]
    public async Task AnOtherOpcodeIsNotImplemented()
    {
        DigReply reply = await Dig.AskAsync(server.Ports, "+opcode=status", "www.example.com", "A");
        Assert.Equal("NOTIMP", reply.Status);
    }
}
