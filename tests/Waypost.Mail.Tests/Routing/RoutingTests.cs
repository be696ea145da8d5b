using System.Net;
using Waypost.Mail.Routing;

namespace Waypost.Mail.Tests.Routing;

public sealed class RoutingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);

    private static MxHost Host(string name, int preference) => new(name, preference, [IPAddress.Loopback]);

    [Fact]
    [Trait("Rfc", "5321-5.1")]
    public void HostsAreTriedByPreference() =>
        Assert.Equal(["a", "b", "c"], MxSelection.Order([Host("c", 30), Host("a", 10), Host("b", 20)], "me").Select(h => h.Name));

    [Fact]
    [Trait("Rfc", "5321-5.1")]
    public void ThisHostAndWhatIsNotBetterIsLeftOut() =>
        Assert.Equal(["a"], MxSelection.Order([Host("c", 30), Host("a", 10), Host("b", 20), Host("ME.", 20)], "me").Select(h => h.Name));

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 6)]
    [InlineData(7, 20, 25)]
    [InlineData(7, 58, 60)]
    [InlineData(7, 60, null)]
    public void TheWaitsFollowTheSchedule(int attempts, int minute, int? next)
    {
        var schedule = new RetrySchedule([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)], TimeSpan.FromHours(1));
        Assert.Equal(next is null ? null : Start.AddMinutes(next.Value), schedule.Next(attempts, Start, Start.AddMinutes(minute)));
    }
}
