using Waypost.Dns.Transfers;
using static Waypost.Testing.Dns.TransferMessages;

namespace Waypost.Dns.Tests.Transfers;

public sealed class RefreshScheduleTests
{
    // Refresh 3600, retry 600, expire 86400.
    private static readonly SoaFields Soa7 = SoaFields(7);

    [Fact]
    public void JitterTakesUpToAQuarterAway()
    {
        Assert.Equal(TimeSpan.FromSeconds(3600), RefreshSchedule.Refresh(Soa7, RefreshBounds.Default, 0));
        Assert.Equal(TimeSpan.FromSeconds(2700), RefreshSchedule.Refresh(Soa7, RefreshBounds.Default, 1));
        Assert.Equal(TimeSpan.FromSeconds(525), RefreshSchedule.Retry(Soa7, RefreshBounds.Default, 0.5));
    }

    [Fact]
    public void TheBoundsHold()
    {
        RefreshBounds bounds = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(700), TimeSpan.FromSeconds(800));
        Assert.Equal(TimeSpan.FromSeconds(100), RefreshSchedule.Refresh(Soa7, bounds, 0));
        Assert.Equal(TimeSpan.FromSeconds(700), RefreshSchedule.Retry(Soa7, bounds, 0));
    }

    [Fact]
    public void AZoneDoesNotExpireBeforeItsFirstRetry()
    {
        Assert.Equal(TimeSpan.FromSeconds(86400), RefreshSchedule.Expire(Soa7, RefreshBounds.Default));
        Assert.Equal(TimeSpan.FromSeconds(4200), RefreshSchedule.Expire(Soa7 with { Expire = 1 }, RefreshBounds.Default));
    }

    [Fact]
    public void AZoneThatWasNeverLoadedIsTriedMoreAndMoreRarely()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), RefreshSchedule.RetryUnloaded(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(20), RefreshSchedule.RetryUnloaded(3, 0));
        Assert.Equal(TimeSpan.FromHours(1), RefreshSchedule.RetryUnloaded(1000, 0));
    }
}
