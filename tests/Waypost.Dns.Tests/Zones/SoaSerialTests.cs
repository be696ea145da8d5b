using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Zones;

public sealed class SoaSerialTests
{
    private static readonly ZoneRrset Soa = new("example.com.", "SOA", 60, ["ns. root. 41 2 3 4 5"]);

    [Fact]
    public void TheSerialIsReadAndReplaced()
    {
        Assert.Equal(41u, SoaSerial.Read(Soa));
        Assert.Equal(["ns. root. 42 2 3 4 5"], SoaSerial.Write(Soa, 42).Rdata);
    }

    [Fact]
    public void NextSkipsZero()
    {
        Assert.Equal(8u, SoaSerial.Next(7));
        Assert.Equal(1u, SoaSerial.Next(uint.MaxValue));
    }

    [Theory]
    [Trait("rfc", "1982 section 3.2")]
    [InlineData(1u, 0u, true)]
    [InlineData(0u, 1u, false)]
    [InlineData(5u, 5u, false)]
    [InlineData(0u, uint.MaxValue, true)]
    [InlineData(0x8000_0000u, 0u, false)]
    [InlineData(0x7fff_ffffu, 0u, true)]
    public void NewerFollowsSerialArithmetic(uint left, uint right, bool newer) => Assert.Equal(newer, SoaSerial.IsNewer(left, right));

    [Fact]
    public void AnotherTypeIsRefused() => Assert.Throws<FormatException>(() => SoaSerial.Read(new ZoneRrset("a.", "A", 1, ["192.0.2.1"])));
}
