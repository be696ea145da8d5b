using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Zones;
using Waypost.Storage.Queue;
using Waypost.Storage.Secondaries;
using Waypost.Storage.Zones;

namespace Waypost.Storage.Tests.Secondaries;

public class SecondaryRepositoryTests
{
    private static readonly ZoneKey Key = ZoneKey.Default("example.");

    [Theory, Engines]
    public async Task AWholeZoneIsServedAndSurvivesARestart(string engine)
    {
        await using var store = await OpenAsync(engine);
        var stored = await Repository(store).ReplaceAsync(Key, Zone(7, "192.0.2.1"), TestStore.Token);
        Assert.Null(stored.Problem);
        Assert.Equal(7u, Served(store)!.Serial);
        await store.ReopenAsync();
        Assert.Equal(7u, Served(store)!.Serial);
        var row = (await store.Get<ZoneRepository>().FindAsync(Key, TestStore.Token))!.Value;
        Assert.Equal((ZoneKind.Secondary, 7u, 3), (row.Kind, row.Serial, row.RecordCount));
    }

    [Theory, Engines]
    public async Task DifferencesAreVersionsOfTheJournal(string engine)
    {
        await using var store = await OpenAsync(engine);
        await Repository(store).ReplaceAsync(Key, Zone(7, "192.0.2.1"), TestStore.Token);
        var stored = await Repository(store).ApplyAsync(Key, new ZoneDeltas(Soa(9),
        [
            new(Soa(7), [A("192.0.2.1")], Soa(8), [A("192.0.2.2"), A("192.0.2.3")]),
            new(Soa(8), [A("192.0.2.2")], Soa(9), [A("192.0.2.4")]),
        ]), TestStore.Token);
        Assert.Null(stored.Problem);
        Assert.Equal(9u, Served(store)!.Serial);
        var rrsets = await store.Get<ZoneRepository>().ReadRrsetsAsync(Key, TestStore.Token);
        Assert.Equal(["192.0.2.3", "192.0.2.4"], rrsets.Single(rrset => rrset.Type == "A").Rdata);
        var changes = await store.Get<IZoneStore>().ReadChangesAsync(Key, 8, 9, long.MaxValue, TestStore.Token);
        Assert.Equal(["192.0.2.2", "192.0.2.3"], changes!.Single(change => change.Before is { Type: "A" }).Before!.Rdata);
        await store.ReopenAsync();
        Assert.Equal(9u, Served(store)!.Serial);
    }

    [Theory, Engines]
    public async Task DifferencesThatDoNotFitChangeNothing(string engine)
    {
        await using var store = await OpenAsync(engine);
        await Repository(store).ReplaceAsync(Key, Zone(7, "192.0.2.1"), TestStore.Token);
        var missing = await Repository(store).ApplyAsync(Key, new ZoneDeltas(Soa(8), [new(Soa(7), [A("192.0.2.9")], Soa(8), [])]), TestStore.Token);
        Assert.Contains("which is not there", missing.Problem, StringComparison.Ordinal);
        var alias = new TransferRecord("www.example.", "CNAME", 60, "example.");
        var beside = await Repository(store).ApplyAsync(Key, new ZoneDeltas(Soa(8), [new(Soa(7), [], Soa(8), [alias])]), TestStore.Token);
        Assert.Contains("cannot be served", beside.Problem, StringComparison.Ordinal);
        Assert.Equal(7u, Served(store)!.Serial);
        Assert.Equal(3, (await store.Get<ZoneRepository>().ReadRrsetsAsync(Key, TestStore.Token)).Count);
    }

    [Theory, Engines]
    public async Task AForcedTransferMayGoBack(string engine)
    {
        await using var store = await OpenAsync(engine);
        await Repository(store).ReplaceAsync(Key, Zone(7, "192.0.2.1"), TestStore.Token);
        await Repository(store).ReplaceAsync(Key, Zone(5, "192.0.2.5"), TestStore.Token);
        Assert.Equal(5u, Served(store)!.Serial);
        Assert.Null(await store.Get<IZoneStore>().ReadChangesAsync(Key, 7, 5, long.MaxValue, TestStore.Token));
    }

    [Theory, Engines]
    public async Task StatesAreKeptAndGoWithTheirZone(string engine)
    {
        await using var store = await OpenAsync(engine);
        var state = new SecondaryState
        {
            LastCheck = store.Time.GetUtcNow(),
            NextCheck = store.Time.GetUtcNow().AddHours(1),
            ExpiresAt = store.Time.GetUtcNow().AddDays(1),
            LastError = new string('x', 5000),
            Primary = "192.0.2.1 port 53",
        };
        var unknown = ZoneKey.Default("unknown.");
        await Repository(store).SaveStatesAsync(new Dictionary<ZoneKey, SecondaryState> { [Key] = state, [unknown] = state }, TestStore.Token);
        await Repository(store).SaveStatesAsync(new Dictionary<ZoneKey, SecondaryState> { [Key] = state }, TestStore.Token);
        await store.ReopenAsync();
        var (key, read) = Assert.Single(await Repository(store).ReadStatesAsync(TestStore.Token));
        Assert.Equal(Key, key);
        Assert.Equal(state with { LastError = new string('x', 2000) }, read);
        await store.Get<ZoneRepository>().DeleteAsync(Key, null, "test", TestStore.Token);
        Assert.Null(await Repository(store).FindStateAsync(Key, TestStore.Token));
        Assert.Equal(0, await store.CountAsync("secondary_zones"));
    }

    [Theory, Engines]
    public async Task OneNodeHasTheLeaseUntilItEndsOrRunsOut(string engine)
    {
        await using var store = await OpenAsync(engine);
        var minute = TimeSpan.FromMinutes(1);
        Assert.True(await Repository(store).TryLeaseAsync("a", minute, TestStore.Token));
        Assert.True(await Repository(store).TryLeaseAsync("a", minute, TestStore.Token));
        Assert.False(await Repository(store).TryLeaseAsync("b", minute, TestStore.Token));
        store.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await Repository(store).TryLeaseAsync("b", minute, TestStore.Token));
        await Repository(store).EndLeaseAsync("b", TestStore.Token);
        Assert.True(await Repository(store).TryLeaseAsync("a", minute, TestStore.Token));
        await store.Get<LeaseReclaimer>().ReclaimAsync(TestStore.Token);
        Assert.Equal(engine != EnginesAttribute.SqlServer, await Repository(store).TryLeaseAsync("c", minute, TestStore.Token));
    }

    [Theory, Engines]
    public async Task RequestsAreTakenOnceTheStrongestFirst(string engine)
    {
        await using var store = await OpenAsync(engine);
        await Repository(store).RequestCheckAsync(new CheckRequest(Key, Force: true), TestStore.Token);
        await Repository(store).RequestCheckAsync(new CheckRequest(Key, Force: false), TestStore.Token);
        Assert.Equal(new CheckRequest(Key, Force: true), Assert.Single(await Repository(store).TakeRequestsAsync(TestStore.Token)));
        Assert.Empty(await Repository(store).TakeRequestsAsync(TestStore.Token));
    }

    private static async Task<TestStore> OpenAsync(string engine)
    {
        var store = await TestStore.OpenAsync(engine);
        var settings = new ZoneSettings { Primaries = ["192.0.2.1"] };
        await store.Get<ZoneRepository>().CreateAsync(new ZoneCreation(Key, []) { Kind = ZoneKind.Secondary, Settings = settings }, "test", TestStore.Token);
        return store;
    }

    private static SecondaryRepository Repository(TestStore store) => store.Get<SecondaryRepository>();

    private static ZoneSnapshot? Served(TestStore store) => store.Get<ViewTable>().Default.Zones.Find(Key.Origin);

    private static SoaFields Soa(uint serial)
    {
        Assert.True(SoaFields.TryRead("example.", 60, $"ns.example. host.example. {serial} 3600 600 86400 60", out var soa));
        return soa;
    }

    private static TransferRecord A(string address) => new("www.example.", "A", 60, address);

    private static WholeZone Zone(uint serial, string address) =>
        new(Soa(serial), [Soa(serial).ToRrset(), new("example.", "NS", 60, ["ns.example."]), new("www.example.", "A", 60, [address])], 3);
}
