using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

public sealed class ClientLimitsTests
{
    private static ClientLimits Limits(string entries, string? name, string address) => ClientLimits.Evaluate(TableBuilder.Tables(access: entries), name, address);

    [Theory]
    [InlineData("ClientRate:10.1.2 7", "10.1.2.9", 7)]
    [InlineData("ClientRate:10.1.2 7", "10.1.3.9", null)]
    [InlineData("ClientRate:127.0.0.1 0; ClientRate: 20", "127.0.0.1", 0)]
    [InlineData("ClientRate:127.0.0.1 0; ClientRate: 20", "192.0.2.1", 20)]
    [InlineData("ClientRate:IPv6:2001:db8 3", "2001:db8::1", 3)]
    [InlineData("ClientRate:10.0.0.0/8 3; ClientRate:10 4", "10.1.1.1", 4)]
    [InlineData("10.1.2 7", "10.1.2.9", null)]
    public void ARateGoesByAddress(string entries, string address, int? rate) => Assert.Equal(rate, Limits(entries, null, address).Rate);

    [Fact]
    public void ConnectionsHaveALimitOfTheirOwn()
    {
        ClientLimits limits = Limits("ClientConn:10 5; ClientRate:10 7", "host.test", "10.1.1.1");
        Assert.Equal((7, 5), (limits.Rate, limits.Connections));
        Assert.Equal(["ClientRate:10", "ClientConn:10"], limits.Steps.Select(step => step.Key));
    }

    [Theory]
    [InlineData("GreetPause:my.test 0; GreetPause:10 5000", "host.my.test", 0)]
    [InlineData("GreetPause:my.test 0; GreetPause:10 5000", "host.other.test", 5000)]
    [InlineData("GreetPause: 3000", null, 3000)]
    public void APauseGoesByNameThenAddress(string entries, string? name, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Limits(entries, name, "10.1.1.1").Pause);
}
