using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Zones;

public sealed class RrsetNormalizerTests
{
    [Theory]
    [InlineData("@", "example.com.")]
    [InlineData("www", "www.example.com.")]
    [InlineData("WWW.Example.COM.", "WWW.Example.COM.")]
    [InlineData("*", "*.example.com.")]
    public void OwnersBecomeAbsolute(string owner, string expected) =>
        Assert.Equal(expected, RrsetNormalizer.Normalize("example.com", owner, "a", 60, ["192.0.2.1"]).Rrset!.Owner);

    [Fact]
    public void RecordsAreSortedWithoutDuplicatesInCanonicalForm()
    {
        var rrset = RrsetNormalizer.Normalize("example.com.", "@", "mx", 60, ["20 b", "10 a", "20 B.example.com."]).Rrset!;
        Assert.Equal("MX", rrset.Type);
        Assert.Equal(["10 a.example.com.", "20 b.example.com."], rrset.Rdata);
    }

    [Fact]
    public void EveryErrorNamesItsMember()
    {
        var errors = RrsetNormalizer.Normalize("example.com.", "a..b", "A", 2147483648, ["192.0.2.1", "x"]).Errors;
        Assert.Equal(["owner", "ttl", "records[1]"], errors.Select(error => error.Path));
        Assert.Equal(["type"], RrsetNormalizer.Normalize("example.com.", "@", "ANY", 1, ["x"]).Errors.Select(error => error.Path));
        Assert.Equal(["records"], RrsetNormalizer.Normalize("example.com.", "@", "A", 1, []).Errors.Select(error => error.Path));
        Assert.Equal(["owner"], RrsetNormalizer.Normalize("example.com.", "www.example.org.", "A", 1, ["192.0.2.1"]).Errors.Select(error => error.Path));
    }

    [Theory]
    [InlineData("Example.COM", "example.com.")]
    [InlineData("example.com.", "example.com.")]
    [InlineData(".", ".")]
    [InlineData("a..b", null)]
    [InlineData("", null)]
    [InlineData("@", null)]
    public void ZoneNamesAreAbsoluteAndLowerCase(string name, string? expected) => Assert.Equal(expected, RrsetNormalizer.NormalizeZoneName(name));

    [Theory]
    [InlineData("example.com.", "@")]
    [InlineData("EXAMPLE.com.", "@")]
    [InlineData("www.example.com.", "www")]
    [InlineData("a.b.example.com.", "a.b")]
    [InlineData("www.badexample.com.", "www.badexample.com.")]
    public void OwnersBecomeRelative(string owner, string expected) => Assert.Equal(expected, RrsetNormalizer.RelativeOwner("example.com.", owner));

    [Fact]
    public void ANormalizedRrsetNormalizesToItself()
    {
        var first = RrsetNormalizer.Normalize("example.com.", "x", "TXT", 60, ["a b", "\"c;d\""]).Rrset!;
        var second = RrsetNormalizer.Normalize("example.com.", first.Owner, first.Type, first.Ttl, first.Rdata).Rrset!;
        Assert.Equal(first.Rdata, second.Rdata);
    }

    [Fact]
    public void AnRrsetThatNoMessageHoldsIsRefused()
    {
        var records = Enumerable.Range(0, 300).Select(i => $"\"{i:D4}{new string('x', 240)}\"").ToArray();
        var errors = RrsetNormalizer.Normalize("example.com.", "@", "TXT", 60, records).Errors;
        Assert.Contains("do not fit", errors[0].Message, StringComparison.Ordinal);
        Assert.NotNull(RrsetNormalizer.Normalize("example.com.", "@", "TXT", 60, records[..200]).Rrset);
    }
}
