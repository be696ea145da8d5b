using System.Net;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Server.Dns.Secondaries;

namespace Waypost.Server.Tests.Dns.Secondaries;

public sealed class SecondaryBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ZoneKey Key = ZoneKey.Default("example.");
    private static readonly RefreshBounds Bounds = new(TimeSpan.Zero, TimeSpan.FromDays(1), TimeSpan.Zero, TimeSpan.FromDays(1));
    private static readonly PrimaryAddress Primary = new(new IPEndPoint(IPAddress.Loopback, 53), null, null);

    // Refresh 100, retry 10, expire 1000.
    private static readonly SoaFields Soa = new("example.", 60, "ns.example. host.example. 7 100 10 1000 60", 7, 100, 10, 1000, 60);

    [Fact]
    public void ANewZoneIsDueAtOnceAndThenAtItsRefresh()
    {
        using SecondaryBook book = Book();
        Check(book, Start, new CheckOutcome(Soa, true, null, Primary));
        SecondaryState state = book.Find(Key)!;
        Assert.Equal((Start, Start.AddSeconds(100), Start.AddSeconds(1000), Start), (state.LastCheck, state.NextCheck, state.ExpiresAt, state.LastTransfer));
        Assert.Equal("127.0.0.1 port 53", state.Primary);
        Assert.False(book.TryTake(Start.AddSeconds(99), out _));
        Assert.True(book.TryTake(Start.AddSeconds(100), out _));
    }

    [Fact]
    public void AFailedCheckIsTriedAgainAtTheRetryAndKeepsTheExpiry()
    {
        using SecondaryBook book = Book();
        Check(book, Start, new CheckOutcome(Soa, true, null, Primary));
        Check(book, Start.AddSeconds(100), new CheckOutcome(Soa, false, "refused", null));
        SecondaryState state = book.Find(Key)!;
        Assert.Equal((Start.AddSeconds(110), Start.AddSeconds(1000), "refused"), (state.NextCheck, state.ExpiresAt, state.LastError));
    }

    [Fact]
    public void AZoneExpiresOnceAndComesBackWithTheNextGoodCheck()
    {
        using SecondaryBook book = Book();
        Check(book, Start, new CheckOutcome(Soa with { Refresh = 5000 }, true, null, Primary));
        DateTimeOffset end = book.Find(Key)!.ExpiresAt!.Value;
        Assert.False(book.IsExpired(Key, end.AddSeconds(-1)));
        Assert.True(book.TryTake(end, out _));
        Assert.True(book.IsExpired(Key, end));
        Check(book, end, new CheckOutcome(null, false, "refused", null), taken: true);
        Assert.False(book.TryTake(end.AddSeconds(4), out _));
        Check(book, end.AddSeconds(5), new CheckOutcome(Soa, true, null, Primary));
        Assert.Equal(end.AddSeconds(1005), book.Find(Key)!.ExpiresAt);
    }

    [Fact]
    public void ARequestDuringACheckLeadsToAnother()
    {
        using SecondaryBook book = Book();
        Assert.True(book.TryTake(Start, out _));
        Assert.True(book.TryBegin(Key, Start, out _, out _));
        Assert.True(book.Request(Key, "192.0.2.9 port 53", force: false, Start));
        Assert.False(book.TryTake(Start, out _));
        book.End(Key, new CheckOutcome(Soa, false, null, Primary), Bounds, Start);
        Assert.True(book.TryTake(Start, out _));
        Assert.True(book.TryBegin(Key, Start, out string? first, out bool force));
        Assert.Equal(("192.0.2.9 port 53", false), (first, force));
    }

    [Fact]
    public void AForcedTransferStaysWantedUntilItSucceeds()
    {
        using SecondaryBook book = Book();
        Check(book, Start, new CheckOutcome(Soa, true, null, Primary));
        book.Request(Key, null, force: true, Start);
        Assert.True(Check(book, Start, new CheckOutcome(Soa, false, "refused", null)));
        Assert.True(Check(book, Start.AddSeconds(10), new CheckOutcome(Soa, true, null, Primary)));
        Assert.False(Check(book, Start.AddSeconds(200), new CheckOutcome(Soa, false, null, Primary)));
    }

    [Fact]
    public void OnlyChangedPrimariesLeadToACheck()
    {
        using SecondaryBook book = Book();
        Check(book, Start, new CheckOutcome(Soa, true, null, Primary));
        book.Seen(Key, Zone("192.0.2.1"), Start.AddSeconds(1));
        Assert.False(book.TryTake(Start.AddSeconds(1), out _));
        book.Seen(Key, Zone("192.0.2.2"), Start.AddSeconds(1));
        Assert.True(book.TryTake(Start.AddSeconds(1), out _));
    }

    [Fact]
    public void ChangedStatesAreHandedOutOnce()
    {
        using SecondaryBook book = Book();
        Check(book, Start, new CheckOutcome(Soa, true, null, Primary));
        Assert.Equal(Key, Assert.Single(book.TakeDirty()).Key);
        Assert.Empty(book.TakeDirty());
    }

    private static SecondaryBook Book()
    {
        SecondaryBook book = new(() => 0);
        book.Load(Key, Zone("192.0.2.1"), SecondaryState.Empty, Start);
        return book;
    }

    private static ServedZone Zone(string primary)
    {
        Assert.True(ZonePolicy.TryCompile(new ZoneSettings { Primaries = [primary] }, AclTable.Of([], []), out ZonePolicy? policy, out string? error), error);
        return ServedZone.Empty(Key.Origin, ZoneKind.Secondary, policy);
    }

    // Answers whether the check was to force a transfer.
    private static bool Check(SecondaryBook book, DateTimeOffset now, CheckOutcome outcome, bool taken = false)
    {
        Assert.True(taken || book.TryTake(now, out _));
        Assert.True(book.TryBegin(Key, now, out _, out bool force));
        book.End(Key, outcome, Bounds, now);
        return force;
    }
}
