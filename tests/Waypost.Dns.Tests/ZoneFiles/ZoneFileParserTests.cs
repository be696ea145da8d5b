using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.ZoneFiles;

public sealed class ZoneFileParserTests
{
    [Fact]
    [Trait("rfc", "1035 section 5.1")]
    public void ARealFileIsReadWhole()
    {
        var result = ZoneFileParser.Parse(SampleZone.Text, "example.com");
        Assert.Empty(result.Errors);
        Assert.Equal(["ns1.example.com. hostmaster.example.com. 2024010101 7200 3600 1209600 300"], Find(result, "example.com.", "SOA").Rdata);
        Assert.Equal(3600u, Find(result, "example.com.", "NS").Ttl);
        Assert.Equal(["ns1.example.com.", "ns2.example.net."], Find(result, "example.com.", "NS").Rdata);
        Assert.Equal(["2001:db8::80"], Find(result, "www.example.com.", "AAAA").Rdata);
        Assert.Equal(300u, Find(result, "www.example.com.", "A").Ttl);
        Assert.Equal(["\"v=spf1 mx -all\""], Find(result, "example.com.", "TXT").Rdata);
        Assert.Equal(["10 5 5060 sip.example.com."], Find(result, "_sip._tcp.example.com.", "SRV").Rdata);
        Assert.Equal(["192.0.2.99"], Find(result, "*.wild.example.com.", "A").Rdata);
        Assert.Equal(["192.0.2.53"], Find(result, "deep.sub.example.com.", "A").Rdata);
        Assert.Equal(86400u, Find(result, "deep.sub.example.com.", "A").Ttl);
        Assert.Empty(ZoneChecker.Check("example.com.", result.Rrsets));
    }

    [Fact]
    public void WhatIsWrittenReadsBackIdentically()
    {
        var first = ZoneFileParser.Parse(SampleZone.Text, "example.com.");
        var text = ZoneFileWriter.Write("example.com.", first.Rrsets);
        var second = ZoneFileParser.Parse(text, "example.com.");
        Assert.Empty(second.Errors);
        Assert.Equal(Flat(first.Rrsets), Flat(second.Rrsets));
        Assert.Equal(text, ZoneFileWriter.Write("example.com.", second.Rrsets));
    }

    [Theory]
    [InlineData("www 1h IN A 192.0.2.1")]
    [InlineData("www IN 1h A 192.0.2.1")]
    [InlineData("www in 3600 a 192.0.2.1")]
    [InlineData("www 3600 A 192.0.2.1")]
    [InlineData("$TTL 1h\nwww A 192.0.2.1")]
    [InlineData("$TTL 5\n$ORIGIN www\n@ ( 60m\n IN ) A 192.0.2.1 ; end")]
    [InlineData("\ufeffwww 1h A 192.0.2.1\r\n\r\n")]
    [InlineData("www.example.com. 1H CLASS1 TYPE1 \\# 4 c0000201")]
    public void TtlClassAndTypeAreReadInAnyForm(string text)
    {
        var result = ZoneFileParser.Parse(text, "example.com.");
        Assert.Empty(result.Errors);
        Assert.Equal(["www.example.com. A 3600 192.0.2.1"], Flat(result.Rrsets));
    }

    [Theory]
    [InlineData("$INCLUDE other.db", 1, 1, "$INCLUDE is not allowed")]
    [InlineData("$GENERATE 9-1 a$ A 192.0.2.$", 1, 11, "invalid range")]
    [InlineData("$FOO 1", 1, 1, "not a directive")]
    [InlineData("\n\nwww 60 A 192.0.2.999", 3, 10, "IPv4")]
    [InlineData("www 60 A", 1, 9, "address is missing")]
    [InlineData("www 60 IN", 1, 10, "type is missing")]
    [InlineData("www 60 FOO x", 1, 8, "not a record type")]
    [InlineData("www 60 CH A 192.0.2.1", 1, 8, "class CH")]
    [InlineData("www 60 FOO x", 1, 8, "TYPEnnn")]
    [InlineData("www A 192.0.2.1", 1, 5, "no TTL")]
    [InlineData("  60 A 192.0.2.1", 1, 3, "no owner")]
    [InlineData("www 60 TXT \"open\nx 60 A 192.0.2.1", 1, 12, "not closed")]
    [InlineData("www 60 A ( 192.0.2.1", 1, 21, "parenthesis")]
    [InlineData("www 60 A 192.0.2.1 )", 1, 20, "parenthesis")]
    [InlineData("www.example.org. 60 A 192.0.2.1", 1, 1, "not in the zone")]
    [InlineData("www 99999999999 A 192.0.2.1", 1, 5, "not a TTL")]
    [InlineData("a..b 60 A 192.0.2.1", 1, 1, "not a domain name")]
    public void AnErrorNamesItsLineAndColumn(string text, int line, int column, string message)
    {
        var error = Assert.Single(ZoneFileParser.Parse(text, "example.com.").Errors);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AllErrorsAreReportedAndGoodRecordsKept()
    {
        var result = ZoneFileParser.Parse("a 60 A x\nb 60 A 192.0.2.1\nc 60 MX 1\n", "example.com.");
        Assert.Equal([1, 3], result.Errors.Select(error => error.Line));
        Assert.Equal(["b.example.com. A 60 192.0.2.1"], Flat(result.Rrsets));
    }

    [Fact]
    public void AReverseZoneHasNumbersForOwners()
    {
        const string Text = """
            $TTL 1D
            @ SOA ns.example.com. root.example.com. 1 1H 15M 2W 1H
              NS ns.example.com.
            1 PTR www.example.com.
            10 300 IN PTR mail.example.com.
            $ORIGIN 128/26
            130 PTR host.example.com.
            """;
        var result = ZoneFileParser.Parse(Text, "2.0.192.in-addr.arpa");
        Assert.Empty(result.Errors);
        Assert.Equal(["www.example.com."], Find(result, "1.2.0.192.in-addr.arpa.", "PTR").Rdata);
        Assert.Equal(300u, Find(result, "10.2.0.192.in-addr.arpa.", "PTR").Ttl);
        Assert.Equal(86400u, Find(result, "130.128/26.2.0.192.in-addr.arpa.", "PTR").Ttl);
        Assert.Empty(ZoneChecker.Check("2.0.192.in-addr.arpa", result.Rrsets));
    }

    [Fact]
    public void TheSoaMinimumIsTheTtlWhenNoneIsStated()
    {
        var result = ZoneFileParser.Parse("@ SOA ns. root. 1 2 3 4 77\n@ NS ns.\n", "example.com.");
        Assert.Empty(result.Errors);
        Assert.All(result.Rrsets, rrset => Assert.Equal(77u, rrset.Ttl));
    }

    [Fact]
    public void RandomTextEndsInErrorsAndNothingElse()
    {
        var random = new Random(7);
        const string Alphabet = "ab.\\09\"();@$ \t\n*INATXT";
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Create(random.Next(200), random, (span, source) =>
            {
                for (var j = 0; j < span.Length; j++)
                {
                    span[j] = Alphabet[source.Next(Alphabet.Length)];
                }
            });
            Assert.NotNull(ZoneFileParser.Parse(text, "example.com."));
        }
    }

    private static ZoneRrset Find(ZoneFileResult result, string owner, string type) =>
        Assert.Single(result.Rrsets, rrset => rrset.Owner == owner && rrset.Type == type);

    private static IEnumerable<string> Flat(IEnumerable<ZoneRrset> rrsets) =>
        rrsets.Select(rrset => $"{rrset.Owner} {rrset.Type} {rrset.Ttl} {string.Join('|', rrset.Rdata)}").Order(StringComparer.Ordinal);
}
