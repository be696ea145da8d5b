using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Zones;

public sealed class ZoneCheckerTests
{
    private const string Good = "@ 60 SOA ns. root. 1 2 3 4 5\n@ 60 NS ns.\n";

    [Theory]
    [InlineData("@ 60 NS ns.", "no SOA")]
    [InlineData("@ 60 SOA ns. root. 1 2 3 4 5", "no NS")]
    [InlineData(Good + "@ 60 SOA ns. root. 2 2 3 4 5", "not 2")]
    [InlineData(Good + "x 60 CNAME a.\nx 60 A 192.0.2.1", "beside other data")]
    [InlineData(Good + "x 60 CNAME a.\nX 60 CNAME b.", "not 2")]
    [InlineData(Good + "x 60 DNAME a.\nX 60 DNAME b.", "not 2")]
    public void ABrokenZoneIsNotLoaded(string text, string message)
    {
        // Line by line, since the parser itself refuses what cannot stand together.
        var rrsets = text.Split('\n').SelectMany(line => ZoneFileParser.Parse(line, "example.com.").Rrsets)
            .GroupBy(rrset => (Owner: rrset.Owner.ToLowerInvariant(), rrset.Type), rrset => rrset)
            .Select(group => group.First() with { Rdata = [.. group.SelectMany(rrset => rrset.Rdata)] });
        var problem = Assert.Single(ZoneChecker.Check("example.com.", rrsets));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnSoaBelowTheApexIsAProblem() =>
        Assert.Contains(
            ZoneChecker.Check("example.com.", [new ZoneRrset("x.example.com.", "SOA", 60, ["ns. root. 2 2 3 4 5"])]),
            problem => problem.Message.Contains("apex only", StringComparison.Ordinal));

    [Fact]
    public void DataOutsideTheZoneIsAProblem() =>
        Assert.Contains(ZoneChecker.Check("example.com.", [new ZoneRrset("a.example.org.", "A", 1, ["192.0.2.1"])]), problem => problem.Message.Contains("not in the zone", StringComparison.Ordinal));

    [Fact]
    public void AGoodZoneHasNoProblems() => Assert.Empty(ZoneChecker.Check("example.com.", ZoneFileParser.Parse(Good, "example.com.").Rrsets));

    [Fact]
    [Trait("rfc", "4034 section 3")]
    public void ASignedAliasIsNoProblem() =>
        Assert.Empty(ZoneChecker.Check("example.com.", ZoneFileParser.Parse(Good + "x 60 CNAME a.\nx 60 RRSIG CNAME 8 3 60 1 1 1 @ AA==\nx 60 NSEC @ CNAME", "example.com.").Rrsets));
}
