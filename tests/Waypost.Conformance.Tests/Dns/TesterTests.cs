using Waypost.Conformance.Tests.Fixtures;

namespace Waypost.Conformance.Tests.Dns;

/// <summary>The questions that RFC 8906 section 8 puts to a server, as dig puts them.</summary>
[Trait("RFC", "8906 section 8")]
public sealed class TesterTests(WaypostServer server) : IClassFixture<ExampleZones>
{
    [Theory]
    [InlineData("8.1.1 known type", "NOERROR", true, "example.com", "SOA", "+noedns")]
    [InlineData("8.1.2 unknown type", "NOERROR", true, "example.com", "TYPE1000", "+noedns")]
    [InlineData("8.1.3.1 CD", "NOERROR", true, "example.com", "SOA", "+noedns", "+cdflag")]
    [InlineData("8.1.3.2 AD", "NOERROR", true, "example.com", "SOA", "+noedns", "+adflag")]
    [InlineData("8.1.3.3 reserved bit", "NOERROR", true, "example.com", "SOA", "+noedns", "+zflag")]
    [InlineData("8.1.3.4 RD", "NOERROR", true, "example.com", "SOA", "+noedns", "+recurse")]
    [InlineData("8.1.4 unknown opcode", "NOTIMP", false, "example.com", "SOA", "+noedns", "+opcode=15")]
    [InlineData("8.1.4 unknown opcode without a question", "NOTIMP", false, "+noedns", "+opcode=15", "+header-only")]
    [InlineData("8.1.5 TCP", "NOERROR", true, "example.com", "SOA", "+noedns", "+tcp")]
    [InlineData("8.2.1 EDNS", "NOERROR", true, "example.com", "SOA", "+edns=0", "+nocookie")]
    [InlineData("8.2.2 EDNS version 1", "BADVERS", false, "example.com", "SOA", "+edns=1", "+noednsnegotiation", "+nocookie")]
    [InlineData("8.2.3 unknown option", "NOERROR", true, "example.com", "SOA", "+edns=0", "+ednsopt=100", "+nocookie")]
    [InlineData("8.2.4 unknown flag", "NOERROR", true, "example.com", "SOA", "+edns=0", "+ednsflags=0x40", "+nocookie")]
    [InlineData("8.2.5 version 1, unknown flag", "BADVERS", false, "example.com", "SOA", "+edns=1", "+noednsnegotiation", "+ednsflags=0x40", "+nocookie")]
    [InlineData("8.2.6 version 1, unknown option", "BADVERS", false, "example.com", "SOA", "+edns=1", "+noednsnegotiation", "+ednsopt=100", "+nocookie")]
    [InlineData("8.2.8 DO", "NOERROR", true, "example.com", "SOA", "+dnssec", "+nocookie")]
    [InlineData("8.2.9 version 1, DO", "BADVERS", false, "example.com", "SOA", "+edns=1", "+noednsnegotiation", "+dnssec", "+nocookie")]
    [InlineData("8.2.10 several options", "NOERROR", true, "example.com", "SOA", "+edns=0", "+nsid", "+subnet=0.0.0.0/0", "+expire", "+cookie")]
    public async Task ATestersQuestionIsAnswered(string test, string status, bool authoritative, params string[] arguments)
    {
        DigReply reply = await Dig.AskAsync(server.Ports, arguments);
        Assert.True(reply.Status == status, $"{test}: {reply}");
        Assert.Equal(authoritative, reply.Flags.Contains("aa"));
        Assert.DoesNotContain("ad", reply.Flags);
        Assert.DoesNotContain("ra", reply.Flags);
        Assert.DoesNotContain("MBZ", reply.Text, StringComparison.Ordinal);
        Assert.Equal(!arguments.Contains("+noedns"), reply.HasEdns);
    }

    [Fact]
    [Trait("RFC", "7873")]
    public async Task DigTakesTheCookieForGood() =>
        Assert.Contains("(good)", (await Dig.AskAsync(server.Ports, "example.com", "SOA", "+cookie")).Text, StringComparison.Ordinal);

    [Fact]
    [Trait("RFC", "7828")]
    public async Task TheIdleTimeIsToldToThoseWhoAskOverTcp() =>
        Assert.Contains("TCP KEEPALIVE: 10.0 secs", (await Dig.AskAsync(server.Ports, "example.com", "SOA", "+tcp", "+keepalive")).Text, StringComparison.OrdinalIgnoreCase);

    [Fact]
    [Trait("RFC", "4892")]
    public async Task TheVersionIsToldInClassChaos() =>
        Assert.StartsWith("version.bind. 0 CH TXT \"Waypost ", Assert.Single((await Dig.AskAsync(server.Ports, "CH", "TXT", "version.bind")).Answer), StringComparison.Ordinal);
}
