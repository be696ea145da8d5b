using Waypost.Dns.Serving;
using Waypost.Dns.Tests.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Resolving;

public sealed class AnswerTests
{
    private const string Soa = "example.com. 300 SOA ns1.example.com. hostmaster.example.com. 2024010101 7200 3600 1209600 300";

    private static readonly ZoneTable Table = SampleZone.Table();

    [Theory]
    [Trait("rfc", "1034 section 4.3.2")]
    [InlineData("www.example.com", "A", "www.example.com. 300 A 192.0.2.80")]
    [InlineData("www.example.com", "AAAA", "www.example.com. 3600 AAAA 2001:db8::80")]
    [InlineData("example.com", "TXT", "example.com. 3600 TXT \"v=spf1 mx -all\"")]
    [InlineData("example.com", "CAA", "example.com. 3600 CAA 0 issue \"ca.example\"")]
    [InlineData("_sip._tcp.example.com", "SRV", "_sip._tcp.example.com. 3600 SRV 10 5 5060 sip.example.com.")]
    [InlineData("ftp.example.com", "CNAME", "ftp.example.com. 3600 CNAME www.example.com.")]
    public void DataIsAnsweredWithAuthority(string name, string type, string record)
    {
        var reply = Reply.Ask(Table, name, type);
        Assert.Equal(("NoError", "qr aa rd"), (reply.Status, reply.Flags));
        Assert.Equal([record], reply.Answer);
        Assert.Empty(reply.Authority);
    }

    [Fact]
    [Trait("rfc", "1035 section 3.3.9")]
    public void AddressesOfMailExchangesAreAdded()
    {
        var reply = Reply.Ask(Table, "example.com", "MX");
        Assert.Equal(["example.com. 3600 MX 10 mail.example.com.", "example.com. 3600 MX 20 mx.backup.example."], reply.Answer);
        Assert.Equal(["mail.example.com. 3600 A 192.0.2.25", "mail.example.com. 3600 AAAA 2001:db8::25"], reply.Additional);
    }

    [Fact]
    public void AddressesOfServicesAreAdded() =>
        Assert.Equal(["sip.example.com. 3600 A 192.0.2.60"], Reply.Ask(Table, "_sip._tcp.example.com", "SRV").Additional);

    [Fact]
    [Trait("rfc", "4343")]
    public void TheCaseOfTheQuestionIsKept()
    {
        var reply = Reply.Ask(Table, "wWw.ExAmPlE.cOm", "A");
        Assert.Equal("wWw.ExAmPlE.cOm.", reply.Question);
        Assert.Equal(["wWw.ExAmPlE.cOm. 300 A 192.0.2.80"], reply.Answer);
    }

    [Theory]
    [Trait("rfc", "2308 section 2")]
    [InlineData("nothere.example.com", "A", "NameError")]
    [InlineData("a.b.c.nothere.example.com", "A", "NameError")]
    [InlineData("www.example.com", "MX", "NoError")]
    [InlineData("example.com", "PTR", "NoError")]
    [InlineData("_tcp.example.com", "A", "NoError")]
    [InlineData("sub.example.com", "A", "NoError")]
    public void AbsenceIsToldByTheSoaWithItsMinimum(string name, string type, string status)
    {
        var reply = Reply.Ask(Table, name, type);
        Assert.Equal((status, "qr aa rd"), (reply.Status, reply.Flags));
        Assert.Empty(reply.Answer);
        Assert.Equal([Soa], reply.Authority);
    }

    [Fact]
    public void AliasesAreFollowed()
    {
        var reply = Reply.Ask(Table, "alias1.example.com", "A");
        Assert.Equal(
            ["alias1.example.com. 3600 CNAME alias2.example.com.", "alias2.example.com. 3600 CNAME www.example.com.", "www.example.com. 300 A 192.0.2.80"],
            reply.Answer);
        Assert.Equal("qr aa rd", reply.Flags);
    }

    [Fact]
    public void AliasesAreFollowedIntoOtherZones() =>
        Assert.Equal(["other.example.com. 3600 CNAME host.example.org.", "host.example.org. 60 A 198.51.100.7"], Reply.Ask(Table, "other.example.com", "A").Answer);

    [Fact]
    public void AnAliasOutOfAllZonesIsTheWholeAnswer()
    {
        var reply = Reply.Ask(Table, "out.example.com", "A");
        Assert.Equal(("NoError", "qr aa rd"), (reply.Status, reply.Flags));
        Assert.Equal(["out.example.com. 3600 CNAME www.elsewhere.example."], reply.Answer);
    }

    [Fact]
    [Trait("rfc", "6604 section 3")]
    public void AnAliasToNothingTellsThatItsTargetIsMissing()
    {
        var reply = Reply.Ask(Table, "dangle.example.com", "A");
        Assert.Equal("NameError", reply.Status);
        Assert.Equal(["dangle.example.com. 3600 CNAME nothere.example.com."], reply.Answer);
        Assert.Equal([Soa], reply.Authority);
    }

    [Fact]
    public void ALoopOfAliasesEnds()
    {
        var reply = Reply.Ask(Table, "loop1.example.com", "A");
        Assert.Equal("NoError", reply.Status);
        Assert.InRange(reply.Answer.Length, 2, 16);
    }

    [Theory]
    [Trait("rfc", "4592")]
    [InlineData("any.wild.example.com", "A", "any.wild.example.com. 3600 A 192.0.2.99")]
    [InlineData("a.b.c.wild.example.com", "A", "a.b.c.wild.example.com. 3600 A 192.0.2.99")]
    [InlineData("any.wild.example.com", "TXT", "any.wild.example.com. 3600 TXT \"from the wildcard\"")]
    [InlineData("*.wild.example.com", "A", "*.wild.example.com. 3600 A 192.0.2.99")]
    [InlineData("real.wild.example.com", "A", "real.wild.example.com. 3600 A 192.0.2.98")]
    [InlineData("x.walias.example.com", "A", "x.walias.example.com. 3600 CNAME www.example.com.", "www.example.com. 300 A 192.0.2.80")]
    public void AWildcardStandsForNamesThatAreMissing(string name, string type, params string[] records) =>
        Assert.Equal(records, Reply.Ask(Table, name, type).Answer);

    [Theory]
    [Trait("rfc", "4592 section 3.3.1")]
    [InlineData("any.wild.example.com", "AAAA", "NoError")]
    [InlineData("real.wild.example.com", "TXT", "NoError")]
    [InlineData("x.real.wild.example.com", "A", "NameError")]
    [InlineData("ent.wild.example.com", "A", "NoError")]
    [InlineData("b.ent.wild.example.com", "A", "NoError")]
    [InlineData("x.ent.wild.example.com", "A", "NameError")]
    public void AWildcardDoesNotReachBelowNamesThatExist(string name, string type, string status)
    {
        var reply = Reply.Ask(Table, name, type);
        Assert.Equal(status, reply.Status);
        Assert.Empty(reply.Answer);
    }

    [Theory]
    [Trait("rfc", "1034 section 4.2.1")]
    [InlineData("child.example.com", "A")]
    [InlineData("child.example.com", "NS")]
    [InlineData("www.CHILD.example.com", "A")]
    [InlineData("ns.child.example.com", "A")]
    public void ADelegationIsReferredWithGlueWithoutAuthority(string name, string type)
    {
        var reply = Reply.Ask(Table, name, type);
        Assert.Equal(("NoError", "qr rd"), (reply.Status, reply.Flags));
        Assert.Empty(reply.Answer);
        Assert.Equal(["child.example.com. 3600 NS ns.child.example.com.", "child.example.com. 3600 NS ns.elsewhere.example."], reply.Authority, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(["ns.child.example.com. 3600 A 192.0.2.54", "ns.child.example.com. 3600 AAAA 2001:db8::54"], reply.Additional, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    [Trait("rfc", "4035 section 3.1.4.1")]
    public void DsAtACutIsTheParents()
    {
        var reply = Reply.Ask(Table, "child.example.com", "DS");
        Assert.Equal("qr aa rd", reply.Flags);
        Assert.Equal([Soa], reply.Authority);
    }

    [Theory]
    [InlineData("www.example.net", "A")]
    [InlineData("com", "NS")]
    [InlineData(".", "NS")]
    [InlineData("example.com", "AXFR")]
    public void WhatIsNotServedHereIsRefused(string name, string type)
    {
        var reply = Reply.Ask(Table, name, type);
        Assert.Equal(("Refused", "qr rd"), (reply.Status, reply.Flags));
    }

    [Fact]
    [Trait("rfc", "8482")]
    public void AnyGetsOneRrsetOverUdpAndAllOverTcp()
    {
        Assert.Single(Reply.Ask(Table, "mail.example.com", "ANY").Answer);
        Assert.Equal(2, Reply.Ask(Table, "mail.example.com", "ANY", tcp: true).Answer.Length);
        Assert.Equal(["ftp.example.com. 3600 CNAME www.example.com."], Reply.Ask(Table, "ftp.example.com", "ANY").Answer);
    }
}
