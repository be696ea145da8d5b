using Waypost.Dns.Names;

namespace Waypost.Dns.Tests.Names;

public sealed class DnsNameTests
{
    private static readonly DnsName Origin = Parse("example.com.");

    [Theory]
    [InlineData("www", "www.example.com.")]
    [InlineData("www.", "www.")]
    [InlineData("@", "example.com.")]
    [InlineData(".", ".")]
    [InlineData(@"a\.b", @"a\.b.example.com.")]
    [InlineData(@"\065\032.", @"A\032.")]
    [InlineData(@"\@.", @"\@.")]
    public void TextIsReadRelativeToAnOrigin(string text, string expected)
    {
        Assert.True(DnsName.TryParse(text, Origin, out var name, out _));
        Assert.Equal(expected, name.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData(@"a\")]
    [InlineData(@"a\25")]
    [InlineData(@"a\256")]
    [InlineData("\u00e9")]
    public void TextThatIsNoNameIsRefused(string text) => Assert.False(DnsName.TryParse(text, Origin, out _, out _));

    [Fact]
    [Trait("rfc", "1035 section 2.3.4")]
    public void LabelsHaveAtMost63BytesAndNames255()
    {
        var label = new string('a', 63);
        Assert.True(DnsName.TryParse(label + ".", null, out _, out _));
        Assert.False(DnsName.TryParse(label + "a.", null, out _, out _));
        Assert.True(DnsName.TryParse($"{label}.{label}.{label}.{label[..61]}.", null, out var longest, out _));
        Assert.Equal(255, longest.Wire.Length);
        Assert.False(DnsName.TryParse($"{label}.{label}.{label}.{label[..62]}.", null, out _, out _));
        Assert.False(DnsName.TryParse($"{label}.{label}.{label}.{label[..55]}", Origin, out _, out _));
    }

    [Fact]
    [Trait("rfc", "4343")]
    public void NamesAreEqualWithoutCaseOfLettersOnly()
    {
        Assert.Equal(Parse("WWW.Example."), Parse("www.example."));
        Assert.Equal(Parse("WWW.").GetHashCode(), Parse("www.").GetHashCode());
        Assert.NotEqual(Parse("a@."), Parse("a`."));
        Assert.NotEqual(Parse("a[."), Parse("a{."));
    }

    [Fact]
    public void BelowMeansOnALabelBoundary()
    {
        Assert.True(Parse("a.example.com.").IsAtOrBelow(Origin));
        Assert.True(Origin.IsAtOrBelow(DnsName.Root));
        Assert.False(Parse("badexample.com.").IsAtOrBelow(Origin));
        Assert.False(Parse(@"x\007example.com.").IsAtOrBelow(Origin));
        Assert.False(Parse("com.").IsAtOrBelow(Origin));
    }

    [Fact]
    public void AnyBytesReadBackFromTheirText()
    {
        var random = new Random(17);
        for (var i = 0; i < 2000; i++)
        {
            var label = new byte[random.Next(1, 64)];
            random.NextBytes(label);
            byte[] wire = [(byte)label.Length, .. label, 0];
            Assert.Equal(wire, Parse(DnsName.FromWire(wire)!.ToString()).Wire.ToArray());
        }
    }

    private static DnsName Parse(string text) => DnsName.TryParse(text, null, out var name, out var error) ? name : throw new ArgumentException(error);
}
