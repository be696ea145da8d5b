using Microsoft.Extensions.DependencyInjection;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Tsig;
using Waypost.Dns.Zones;
using Waypost.Mail.Tables;
using Waypost.Storage.Aliases;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.Following;
using Waypost.Storage.Secondaries;
using Waypost.Storage.Tables;
using Waypost.Storage.TsigKeys;
using Waypost.Storage.Zones;

namespace Waypost.Storage.Tests.Following;

public class ChangeFollowerTests
{
    private static readonly ZoneKey Key = ZoneKey.Default("example.");

    [Theory, Engines]
    public async Task AZoneOfAnotherNodeIsServedChangedAndDropped(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await using var other = await StartAsync(store);
        await CreateAsync(store, 7, "192.0.2.1");
        await PollAsync(other);
        Assert.Equal(7u, Served(other)!.Serial);

        var put = new RrsetWrite("www.example.", "A", new ZoneRrset("www.example.", "A", 60, ["192.0.2.2"]), null, false);
        await store.Get<ZoneRepository>().ApplyAsync(Key, [put], "test", TestStore.Token);
        await store.Get<IZoneStore>().EditAsync(Key, before => [new RrsetChange(null, new ZoneRrset("b.example.", "A", 60, ["192.0.2.3"]))], "test", TestStore.Token);
        await PollAsync(other);
        Assert.Equal(store.Get<ServedZones>().Find(Key)!.Serial, Served(other)!.Serial);
        Assert.Equal(Texts(store.Get<ServedZones>().Find(Key)!), Texts(Served(other)!));

        await store.Get<ZoneRepository>().DeleteAsync(Key, null, "test", TestStore.Token);
        await PollAsync(other);
        Assert.False(other.GetRequiredService<ServedZones>().IsPrimary(Key));
    }

    [Theory, Engines]
    public async Task AZoneMadeAnewWithTheSameSerialIsReadAnew(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store, 7, "192.0.2.1");
        await using var other = await StartAsync(store);
        await store.Get<ZoneRepository>().DeleteAsync(Key, null, "test", TestStore.Token);
        await CreateAsync(store, 7, "192.0.2.9");
        await PollAsync(other);
        Assert.Contains(Texts(Served(other)!), text => text.EndsWith("C0000209", StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task ATransferOfTheNodeWithTheLeaseIsServedByAll(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var settings = new ZoneSettings { Primaries = ["192.0.2.1"] };
        await store.Get<ZoneRepository>().CreateAsync(new ZoneCreation(Key, []) { Kind = ZoneKind.Secondary, Settings = settings }, "test", TestStore.Token);
        await using var other = await StartAsync(store);
        Assert.Null(Served(other));
        Assert.True(SoaFields.TryRead("example.", 60, "ns.example. host.example. 4 3600 600 86400 60", out var soa));
        await store.Get<SecondaryRepository>().ReplaceAsync(Key, new WholeZone(soa, Rrsets(4, "192.0.2.4"), 3), TestStore.Token);
        await PollAsync(other);
        Assert.Equal(4u, Served(other)!.Serial);
        Assert.False(other.GetRequiredService<ServedZones>().IsPrimary(Key));
    }

    [Theory, Engines]
    public async Task ViewsKeysAndMailTablesFollowToo(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await using var other = await StartAsync(store);
        Assert.True(TsigKey.TryGenerate("xfr.", "hmac-sha256", out var key, out _));
        await store.Get<TsigKeyRepository>().PutAsync(key, false, null, false, "test", TestStore.Token);
        await store.Get<StatementRepository<ViewDefinition>>().PutAsync(new ViewDefinition { Name = "inside" }, null, false, "test", TestStore.Token);
        await store.Get<AliasRepository>().PutAsync("sales", ["ann"], null, false, "test", TestStore.Token);
        await PollAsync(other);
        Assert.NotNull(other.GetRequiredService<TsigKeyring>().Find(key.Name));
        Assert.True(other.GetRequiredService<ServedZones>().HasView("inside"));
        Assert.Equal(["ann"], other.GetRequiredService<MailTablesHolder>().Current.Aliases["sales"]);
    }

    [Theory, Engines]
    public async Task ItsOwnWritesAndOldOnesAreNoNews(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store, 7, "192.0.2.1");
        await using var other = await StartAsync(store);
        var follower = other.GetRequiredService<ChangeFollower>();
        Assert.Equal(0, await follower.PollAsync(TestStore.Token));
        await other.GetRequiredService<AliasRepository>().PutAsync("own", ["ann"], null, false, "test", TestStore.Token);
        Assert.Equal(0, await follower.PollAsync(TestStore.Token));
        await store.Get<AliasRepository>().PutAsync("sales", ["ann"], null, false, "test", TestStore.Token);
        Assert.Equal(1, await follower.PollAsync(TestStore.Token));
        Assert.Equal(0, await follower.PollAsync(TestStore.Token));
        store.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await follower.PollAsync(TestStore.Token));
    }

    [Theory, Engines]
    public async Task ANodeThatWasAwayReadsEverything(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var gone = ZoneKey.Default("gone.");
        await store.Get<ZoneRepository>().CreateAsync(new ZoneCreation(gone, [new("gone.", "SOA", 60, ["ns.gone. h.gone. 1 2 3 4 5"]), new("gone.", "NS", 60, ["ns.example."])]), "test", TestStore.Token);
        await using var other = await StartAsync(store);
        await store.Get<ZoneRepository>().DeleteAsync(gone, null, "test", TestStore.Token);
        await CreateAsync(store, 7, "192.0.2.1");
        await store.Get<AliasRepository>().PutAsync("sales", ["ann"], null, false, "test", TestStore.Token);
        store.Time.Advance(TimeSpan.FromHours(1));
        await PollAsync(other);
        Assert.Equal(7u, Served(other)!.Serial);
        Assert.Null(other.GetRequiredService<ServedZones>().Find(gone));
        Assert.True(other.GetRequiredService<MailTablesHolder>().Current.Aliases.ContainsKey("sales"));
    }

    [Theory, Engines]
    public async Task AnExpiredSecondaryIsNotServedAtStart(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var settings = new ZoneSettings { Primaries = ["192.0.2.1"] };
        await store.Get<ZoneRepository>().CreateAsync(new ZoneCreation(Key, []) { Kind = ZoneKind.Secondary, Settings = settings }, "test", TestStore.Token);
        Assert.True(SoaFields.TryRead("example.", 60, "ns.example. host.example. 4 3600 600 86400 60", out var soa));
        var repository = store.Get<SecondaryRepository>();
        await repository.ReplaceAsync(Key, new WholeZone(soa, Rrsets(4, "192.0.2.4"), 3), TestStore.Token);
        await repository.SaveStatesAsync(new Dictionary<ZoneKey, SecondaryState> { [Key] = new() { ExpiresAt = store.Time.GetUtcNow().AddHours(1) } }, TestStore.Token);
        await store.ReopenAsync();
        Assert.NotNull(store.Get<ServedZones>().Find(Key));
        store.Time.Advance(TimeSpan.FromHours(1));
        await store.ReopenAsync();
        Assert.Null(store.Get<ServedZones>().Find(Key));
    }

    private static async Task<ServiceProvider> StartAsync(TestStore store)
    {
        var node = store.Build();
        await node.GetRequiredService<ChangeFollower>().BeginAsync(TestStore.Token);
        await node.GetRequiredService<DnsConfigurationLoader>().LoadAsync(TestStore.Token);
        await node.GetRequiredService<ZoneLoader>().LoadAllAsync(TestStore.Token);
        await node.GetRequiredService<MailTablesLoader>().LoadAsync(TestStore.Token);
        return node;
    }

    private static Task<int> PollAsync(ServiceProvider node) => node.GetRequiredService<ChangeFollower>().PollAsync(TestStore.Token);

    private static ZoneSnapshot? Served(ServiceProvider node) => node.GetRequiredService<ServedZones>().Find(Key);

    private static List<string> Texts(ZoneSnapshot zone) => [.. zone.EnumerateRrsets().Select(rrset => Convert.ToHexString(rrset.Owner.Span) + Convert.ToHexString(rrset.Rrset.Records)).Order(StringComparer.Ordinal)];

    private static Task<WriteResult<ZoneRow>> CreateAsync(TestStore store, uint serial, string address) =>
        store.Get<ZoneRepository>().CreateAsync(new ZoneCreation(Key, Rrsets(serial, address)), "test", TestStore.Token);

    private static List<ZoneRrset> Rrsets(uint serial, string address) =>
    [
        new("example.", "SOA", 60, [$"ns.example. host.example. {serial} 3600 600 86400 60"]),
        new("example.", "NS", 60, ["ns.example."]),
        new("ns.example.", "A", 60, [address]),
    ];
}
