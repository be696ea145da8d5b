using Waypost.Dns.Transfers;
using Waypost.Server.Dns.Secondaries;
using Waypost.Testing.Dns;

namespace Waypost.Server.Tests.Dns.Secondaries;

public sealed class SecondarySchedulerTests
{
    private const string Www = "www.example. 60 A 192.0.2.1";

    [Fact]
    public async Task ANewZoneIsTransferredAndThenCheckedAtItsRefresh()
    {
        await using FakePrimary primary = new() { Transfer = type => FakePrimary.Zone(type, 1, Www) };
        await using SecondaryScene scene = new(primary);
        await scene.StartAsync();
        SecondaryState state = await scene.NextCheckAsync();
        Assert.Null(state.LastError);
        Assert.Equal(1u, scene.ServedSerial);
        Assert.Equal((primary.Address, scene.Time.GetUtcNow().AddSeconds(3600)), (state.Primary, state.NextCheck));

        await scene.NextCheckAsync();
        Assert.Equal([252, 6], primary.Asked.Select(type => (int)type));
    }

    [Fact]
    public async Task ChangesAreTransferredIncrementally()
    {
        await using FakePrimary primary = new() { Transfer = type => FakePrimary.Zone(type, 1, Www) };
        await using SecondaryScene scene = new(primary);
        await scene.StartAsync();
        await scene.NextCheckAsync();

        primary.Serial = 2;
        primary.Transfer = type => [TransferMessages.Write(type, TransferMessages.Soa(2), TransferMessages.Soa(1), Www, TransferMessages.Soa(2), "new.example. 60 A 192.0.2.2", TransferMessages.Soa(2))];
        SecondaryState state = await scene.NextCheckAsync();
        Assert.Null(state.LastError);
        Assert.Equal(2u, scene.ServedSerial);
        Assert.Equal([252, 6, 251], primary.Asked.Select(type => (int)type));
    }

    [Fact]
    public async Task ChangesThatDoNotFitLeadToAWholeTransfer()
    {
        await using FakePrimary primary = new() { Transfer = type => FakePrimary.Zone(type, 1, Www) };
        await using SecondaryScene scene = new(primary);
        await scene.StartAsync();
        await scene.NextCheckAsync();

        primary.Serial = 2;
        primary.Transfer = type => type == TransferRequest.IxfrType
            ? [TransferMessages.Write(type, TransferMessages.Soa(2), TransferMessages.Soa(1), "never.example. 60 A 192.0.2.9", TransferMessages.Soa(2), TransferMessages.Soa(2))]
            : FakePrimary.Zone(type, 2, Www);
        Assert.Null((await scene.NextCheckAsync()).LastError);
        Assert.Equal(2u, scene.ServedSerial);
        Assert.Equal([252, 6, 251, 252], primary.Asked.Select(type => (int)type));
    }

    public static TheoryData<string, Func<ushort, IEnumerable<byte[]>>> BrokenTransfers() => new()
    {
        { "closed the connection", type => [TransferMessages.Write(type, TransferMessages.Soa(2), "example. 60 NS ns.example.", Www)] },
        { "malformed", type => [TransferMessages.Write(type, TransferMessages.Soa(2), "example. 60 NS ns.example.", Www)[..^3]] },
        { "ends with another SOA", type => [TransferMessages.Write(type, TransferMessages.Soa(2), "example. 60 NS ns.example.", TransferMessages.Soa(3))] },
        { "not in the zone", type => [TransferMessages.Write(type, "other. 60 SOA ns.example. host.example. 2 1 1 1 1", "other. 60 NS ns.example.")] },
        { "older than 1", type => FakePrimary.Zone(type, 0, Www) },
        { "more than 1000 records", Endless },
        { "not on the way to 2", type => type == TransferRequest.IxfrType ? Cyclic(type) : [] },
        { "no NS record", type => [TransferMessages.Write(type, TransferMessages.Soa(2), Www, TransferMessages.Soa(2))] },
    };

    [Theory]
    [MemberData(nameof(BrokenTransfers))]
    public async Task ABrokenTransferIsRefusedAndTheServedVersionStays(string reason, Func<ushort, IEnumerable<byte[]>> transfer)
    {
        await using FakePrimary primary = new() { Transfer = type => FakePrimary.Zone(type, 1, Www) };
        await using SecondaryScene scene = new(primary, new SecondaryOptions { MaxRecords = 1000 });
        await scene.StartAsync();
        await scene.NextCheckAsync();

        (primary.Serial, primary.Transfer) = (2, transfer);
        SecondaryState state = await scene.NextCheckAsync();
        Assert.Equal(1u, scene.ServedSerial);
        // A circle in the changes leads to a whole transfer, which this primary does not have either.
        Assert.Contains(reason == "not on the way to 2" ? "closed the connection" : reason, state.LastError, StringComparison.Ordinal);
        Assert.Equal(scene.Time.GetUtcNow().AddSeconds(600), state.NextCheck);

        primary.Transfer = type => FakePrimary.Zone(type, 2, Www);
        Assert.Null((await scene.NextCheckAsync()).LastError);
        Assert.Equal(2u, scene.ServedSerial);
    }

    [Fact]
    public async Task AZoneThatNobodyConfirmsExpiresAndComesBack()
    {
        await using FakePrimary primary = new() { Transfer = type => FakePrimary.Zone(type, 1, Www) };
        await using SecondaryScene scene = new(primary);
        await scene.StartAsync();
        DateTimeOffset expires = (await scene.NextCheckAsync()).ExpiresAt!.Value;

        primary.Transfer = _ => [];
        primary.Serial = 0;
        scene.Time.SetUtcNow(expires);
        await SecondaryScene.UntilAsync(() => scene.ServedSerial, serial => serial is null);

        (primary.Serial, primary.Transfer) = (1, type => FakePrimary.Zone(type, 1, Www));
        await SecondaryScene.UntilAsync(() => scene.State, state => state.LastCheck >= expires);
        await scene.NextCheckAsync();
        Assert.Equal(1u, scene.ServedSerial);
    }

    [Fact]
    public async Task AnExpiredZoneIsNotServedAfterARestartEither()
    {
        await using FakePrimary primary = new() { Transfer = type => FakePrimary.Zone(type, 1, Www) };
        SecondaryState old = new() { ExpiresAt = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), NextCheck = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        await using SecondaryScene scene = new(primary, state: old);
        await scene.Store.ReplaceAsync(SecondaryScene.Key, new WholeZone(TransferMessages.SoaFields(1), [TransferMessages.SoaFields(1).ToRrset(), new("example.", "NS", 60, ["ns.example."])], 2), TestContext.Current.CancellationToken);
        Assert.Equal(1u, scene.ServedSerial);
        await scene.StartAsync();
        Assert.Null(scene.ServedSerial);
    }

    [Fact]
    public async Task ARequestChecksAtOnceAndAForcedOneTransfersWhole()
    {
        await using FakePrimary primary = new() { Transfer = type => FakePrimary.Zone(type, 1, Www) };
        await using SecondaryScene scene = new(primary);
        await scene.StartAsync();
        await scene.NextCheckAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(scene.Book.Request(SecondaryScene.Key, null, force: true, scene.Time.GetUtcNow()));
        await SecondaryScene.UntilAsync(() => scene.State, state => state.LastTransfer == scene.Time.GetUtcNow());
        Assert.Equal([252, 252], primary.Asked.Select(type => (int)type));
    }

    [Fact]
    public async Task ANodeWithoutTheLeaseLeavesRequestsToTheOneThatHasIt()
    {
        await using FakePrimary primary = new();
        await using SecondaryScene scene = new(primary, leaseholder: "another node");
        await scene.StartAsync();
        Assert.True(scene.Book.Request(SecondaryScene.Key, null, force: true, scene.Time.GetUtcNow()));
        await SecondaryScene.UntilAsync(() => { lock (scene.Store.Requests) { return scene.Store.Requests.Count; } }, count => count == 1);
        Assert.Equal(new CheckRequest(SecondaryScene.Key, Force: true), scene.Store.Requests[0]);
        Assert.Empty(primary.Asked);
    }

    private static IEnumerable<byte[]> Endless(ushort type)
    {
        yield return TransferMessages.Write(type, TransferMessages.Soa(2), "example. 60 NS ns.example.");
        while (true)
        {
            yield return TransferMessages.Write(type, Www);
        }
    }

    private static IEnumerable<byte[]> Cyclic(ushort type)
    {
        yield return TransferMessages.Write(type, TransferMessages.Soa(2), TransferMessages.Soa(1), Www);
        while (true)
        {
            yield return TransferMessages.Write(type, TransferMessages.Soa(1), Www, TransferMessages.Soa(1));
        }
    }
}
