using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Zones;

namespace Waypost.Storage.Tests.Zones;

public class ZoneEditsTests
{
    private const string Origin = "example.com.";

    private static readonly ZoneRrset[] Rrsets =
    [
        new(Origin, "SOA", 3600, ["ns1.example.com. admin.example.com. 100 3600 600 86400 300"]),
        new(Origin, "NS", 3600, ["ns1.example.com."]),
        new("ns1.example.com.", "A", 3600, ["192.0.2.1"]),
        new("Www.example.com.", "A", 300, ["192.0.2.80"]),
    ];

    [Theory, Engines]
    public async Task AnEditIsStoredJournalledAuditedAndServed(string engine)
    {
        await using var store = await OpenAsync(engine);

        var result = await EditAsync(store, before => Raise(before, Set("new.example.com.", "192.0.2.9"), new RrsetChange(Rrsets[3], null)));

        Assert.Equal(ZoneEditStatus.Changed, result.Status);
        Assert.Equal(101u, store.Get<ZoneTable>().Find(Origin)!.Serial);
        var stored = await store.Get<ZoneRepository>().ReadRrsetsAsync(ZoneKey.Default(Origin), TestStore.Token);
        Assert.Equal(["example.com. NS", "example.com. SOA", "new.example.com. A", "ns1.example.com. A"], stored.Select(rrset => rrset.Owner + " " + rrset.Type));
        var zone = await store.Get<ZoneRepository>().FindAsync(ZoneKey.Default(Origin), TestStore.Token);
        Assert.Equal((101u, 4), (zone!.Value.Serial, zone.Value.RecordCount));
        Assert.Equal(1, await store.CountAsync("zone_versions"));
        Assert.Equal(2, await store.CountAsync("audit_events"));
        await store.ReopenAsync();
        Assert.Equal(101u, store.Get<ZoneTable>().Find(Origin)!.Serial);
    }

    [Theory, Engines]
    public async Task ManyEditsAtOnceEachSeeTheOneBefore(string engine)
    {
        await using var store = await OpenAsync(engine);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => EditAsync(store, before => Raise(before, Set($"h{i}.example.com.", "192.0.2.9")))));

        Assert.All(results, result => Assert.Equal(ZoneEditStatus.Changed, result.Status));
        Assert.Equal(200u, store.Get<ZoneTable>().Find(Origin)!.Serial);
        Assert.Equal(Enumerable.Range(101, 100), results.Select(result => (int)result.Snapshot!.Serial).Order());
        Assert.Equal(100, await store.CountAsync("zone_versions"));
        Assert.Equal(104, (await store.Get<ZoneRepository>().ReadRrsetsAsync(ZoneKey.Default(Origin), TestStore.Token)).Count);
    }

    [Theory, Engines]
    public async Task AnEditThatFailsFailsAlone(string engine)
    {
        await using var store = await OpenAsync(engine);

        var edits = Enumerable.Range(0, 20).Select(i => EditAsync(store, before =>
            i == 7 ? throw new InvalidOperationException("seven") : Raise(before, Set($"h{i}.example.com.", "192.0.2.9")))).ToArray();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(edits));
        Assert.Equal(19, edits.Count(edit => edit.IsCompletedSuccessfully));
        Assert.Equal(119u, store.Get<ZoneTable>().Find(Origin)!.Serial);
    }

    [Theory, Engines]
    public async Task AnEditOfNoZoneAndAnEditOfNothingAreTold(string engine)
    {
        await using var store = await OpenAsync(engine);

        Assert.Equal(ZoneEditStatus.NotFound, (await store.Get<IZoneStore>().EditAsync(ZoneKey.Default("example.org."), _ => [], "test", TestStore.Token)).Status);
        Assert.Equal(ZoneEditStatus.Unchanged, (await EditAsync(store, _ => [])).Status);
        Assert.Equal(0, await store.CountAsync("zone_versions"));
    }

    [Theory, Engines]
    public async Task TheJournalLeadsFromEveryVersionToTheLast(string engine)
    {
        await using var store = await OpenAsync(engine);
        var random = new Random(7);
        var versions = new List<ZoneSnapshot> { store.Get<ZoneTable>().Find(Origin)! };
        for (var i = 0; i < 50; i++)
        {
            var owner = $"h{random.Next(12)}.example.com.";
            var result = await EditAsync(store, before => Raise(before, Toggle(before, owner, random.Next(4))));
            versions.Add(result.Snapshot!);
        }

        var last = versions[^1];
        foreach (var version in versions[..^1])
        {
            var changes = await store.Get<IZoneStore>().ReadChangesAsync(ZoneKey.Default(Origin), version.Serial, last.Serial, long.MaxValue, TestStore.Token);
            Assert.NotNull(changes);
            Assert.Equal(Texts(last), Texts(version.With(changes)));
        }
    }

    [Theory, Engines]
    public async Task AWriteOfTheApiIsInTheSameJournal(string engine)
    {
        await using var store = await OpenAsync(engine);
        var rrset = new ZoneRrset("api.example.com.", "A", 60, ["192.0.2.7"]);
        await store.Get<ZoneRepository>().ApplyAsync(ZoneKey.Default(Origin), [new RrsetWrite(rrset.Owner, rrset.Type, rrset, null, false)], "test", TestStore.Token);

        var changes = await store.Get<IZoneStore>().ReadChangesAsync(ZoneKey.Default(Origin), 100, 101, long.MaxValue, TestStore.Token);

        Assert.Equal(["A", "SOA"], changes!.Select(change => change.After!.Type).Order(StringComparer.Ordinal));
    }

    [Theory, Engines]
    public async Task AJournalThatDoesNotReachBackOrIsTooLongIsNone(string engine)
    {
        await using var store = await OpenAsync(engine);
        await EditAsync(store, before => Raise(before, Set("new.example.com.", "192.0.2.9")));
        var journal = store.Get<IZoneStore>();

        Assert.Null(await journal.ReadChangesAsync(ZoneKey.Default(Origin), 99, 101, long.MaxValue, TestStore.Token));
        Assert.Null(await journal.ReadChangesAsync(ZoneKey.Default(Origin), 100, 102, long.MaxValue, TestStore.Token));
        Assert.Null(await journal.ReadChangesAsync(ZoneKey.Default(Origin), 100, 101, 10, TestStore.Token));
        Assert.Null(await journal.ReadChangesAsync(ZoneKey.Default("example.org."), 100, 101, long.MaxValue, TestStore.Token));
    }

    private static async Task<TestStore> OpenAsync(string engine)
    {
        var store = await TestStore.OpenAsync(engine);
        await store.Get<ZoneRepository>().CreateAsync(new ZoneCreation(ZoneKey.Default(Origin), Rrsets), "test", TestStore.Token);
        return store;
    }

    private static Task<ZoneEditResult> EditAsync(TestStore store, ZoneEdit edit) =>
        store.Get<IZoneStore>().EditAsync(ZoneKey.Default(Origin), edit, "key.example.", TestStore.Token);

    private static RrsetChange Set(string owner, string address) => new(null, new ZoneRrset(owner, "A", 300, [address]));

    private static RrsetChange Toggle(ZoneSnapshot before, string owner, int last)
    {
        var there = before.EnumerateRrsets().Select(entry => entry.Rrset.ToText(Waypost.Dns.Names.DnsName.FromWire(entry.Owner.Span)!)).FirstOrDefault(rrset => rrset.Owner == owner);
        return new RrsetChange(there, there is not null && last == 0 ? null : new ZoneRrset(owner, "A", 300, [$"192.0.2.{last}"]));
    }

    private static IReadOnlyList<RrsetChange> Raise(ZoneSnapshot before, params RrsetChange[] changes) =>
        [.. changes, new RrsetChange(before.Soa, SoaSerial.Write(before.Soa, SoaSerial.Next(before.Serial)))];

    private static IEnumerable<string> Texts(ZoneSnapshot zone) =>
        zone.EnumerateRrsets()
            .Select(entry => entry.Rrset.ToText(Waypost.Dns.Names.DnsName.FromWire(entry.Owner.Span)!))
            .Select(rrset => $"{rrset.Owner} {rrset.Ttl} {rrset.Type} {string.Join(' ', rrset.Rdata)}")
            .Order(StringComparer.Ordinal);
}
