using Microsoft.Extensions.DependencyInjection;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Storage.Tests.Zones;

public class ZoneRepositoryTests
{
    private const string Origin = "example.com.";

    private const string File = """
        $TTL 3600
        @       IN SOA ns1 hostmaster 2026030100 7200 900 1209600 300
                IN NS  ns1
        ns1     IN A   192.0.2.1
        www     IN A   192.0.2.10
                IN A   192.0.2.11
        a.b     IN TXT "x y"
        *       IN MX  10 mail
        mail    IN A   192.0.2.20
        """;

    [Theory, Engines]
    public async Task ACreatedZoneIsServedListedAndFound(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var created = await CreateAsync(store);
        Assert.Equal(WriteStatus.Created, created.Status);
        Assert.Equal((Origin, 2026030100u, 8), (created.Stored!.Value.Origin, created.Stored.Value.Serial, created.Stored.Value.RecordCount));
        Assert.Equal(2026030100u, store.Get<ZoneTable>().Find(Origin)!.Serial);
        Assert.Equal(created.Stored, Assert.Single(await Repository(store).ListAsync(null, null, 10, TestStore.Token)));
        Assert.Equal(WriteStatus.Conflict, (await CreateAsync(store)).Status);
    }

    [Theory, Engines]
    public async Task RrsetsComeInCanonicalOrderPageByPage(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        var seen = new List<ZoneRrset>();
        string? cursor = null;
        do
        {
            var page = await Repository(store).ListRrsetsAsync(ZoneKey.Default(Origin), cursor, 2, TestStore.Token);
            Assert.InRange(page.Items.Count, 1, 2);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(["example.com. NS", "example.com. SOA", "*.example.com. MX", "a.b.example.com. TXT", "mail.example.com. A", "ns1.example.com. A", "www.example.com. A"], seen.Select(rrset => rrset.Owner + " " + rrset.Type));
        Assert.Equal(["192.0.2.10", "192.0.2.11"], seen[^1].Rdata);
    }

    [Theory, Engines]
    public async Task AWriteRaisesTheSerialAndIsServedJournalledAndAudited(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        var result = await ApplyAsync(store, Put("www", "A", "192.0.2.99"));
        Assert.Equal((WriteStatus.Updated, 2026030101u), (result.Status, result.Serial));
        Assert.Equal(["A", "SOA"], result.Changes.Select(change => change.After!.Type).Order(StringComparer.Ordinal));
        Assert.Equal(2026030101u, store.Get<ZoneTable>().Find(Origin)!.Serial);
        Assert.Equal(["192.0.2.99"], (await Repository(store).FindRrsetAsync(ZoneKey.Default(Origin), "WWW.example.com.", "A", TestStore.Token))!.Value.Rdata);
        var zone = await Repository(store).FindAsync(ZoneKey.Default(Origin), TestStore.Token);
        Assert.Equal((2026030101u, 7), (zone!.Value.Serial, zone.Value.RecordCount));
        Assert.Equal(1, await store.CountAsync("zone_versions"));
        Assert.Equal(2, await store.CountAsync("audit_events"));
    }

    [Theory, Engines]
    public async Task PuttingWhatIsThereChangesNothing(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        var result = await ApplyAsync(store, Put("www", "A", "192.0.2.11", "192.0.2.10"));
        Assert.Equal((WriteStatus.Unchanged, 2026030100u), (result.Status, result.Serial));
        var replaced = await Repository(store).ReplaceAsync(ZoneKey.Default(Origin), Parse(File), null, "test", TestStore.Token);
        Assert.Equal(WriteStatus.Unchanged, replaced.Status);
        Assert.Equal(0, await store.CountAsync("zone_versions"));
    }

    [Theory, Engines]
    public async Task ConditionsAreCheckedPerWriteAndNothingIsHalfApplied(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        var tag = (await Repository(store).FindRrsetAsync(ZoneKey.Default(Origin), "www.example.com.", "A", TestStore.Token))!.ETag;
        Assert.Equal(WriteStatus.Updated, (await ApplyAsync(store, Put("www", "A", "192.0.2.50") with { IfMatch = tag })).Status);
        var stale = await ApplyAsync(store, Put("new", "A", "192.0.2.51"), Put("www", "A", "192.0.2.52") with { IfMatch = tag });
        Assert.Equal((WriteStatus.PreconditionFailed, 1), (stale.Status, stale.FailedIndex));
        Assert.Null(await Repository(store).FindRrsetAsync(ZoneKey.Default(Origin), "new.example.com.", "A", TestStore.Token));
        Assert.Equal(WriteStatus.PreconditionFailed, (await ApplyAsync(store, Put("www", "A", "192.0.2.53") with { IfNoneMatch = true })).Status);
        Assert.Equal(WriteStatus.PreconditionFailed, (await ApplyAsync(store, Put("absent", "A", "192.0.2.53") with { IfMatch = "*" })).Status);
        Assert.Equal(WriteStatus.Created, (await ApplyAsync(store, Put("absent", "A", "192.0.2.53") with { IfNoneMatch = true })).Status);
    }

    [Theory, Engines]
    public async Task WhatAZoneMustNotHoldIsRefusedWithItsProblem(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        var beside = await ApplyAsync(store, Put("www", "CNAME", "mail.example.com."));
        Assert.Equal(WriteStatus.Conflict, beside.Status);
        Assert.Equal("www.example.com.", Assert.Single(beside.Problems).Owner);
        Assert.Equal(WriteStatus.Conflict, (await ApplyAsync(store, Remove("@", "NS"))).Status);
        Assert.Equal(WriteStatus.Conflict, (await ApplyAsync(store, Remove("@", "SOA"))).Status);
        Assert.Equal(2026030100u, store.Get<ZoneTable>().Find(Origin)!.Serial);
    }

    [Theory, Engines]
    public async Task ANewerSerialOfTheWriterCountsAndAnOlderOneDoesNot(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        var soa = store.Get<ZoneTable>().Find(Origin)!.Soa;
        var newer = await ApplyAsync(store, new RrsetWrite(Origin, "SOA", SoaSerial.Write(soa, 2026040100), null, false));
        Assert.Equal((WriteStatus.Updated, 2026040100u), (newer.Status, newer.Serial));
        var older = await ApplyAsync(store, new RrsetWrite(Origin, "SOA", SoaSerial.Write(soa, 5), null, false));
        Assert.Equal((WriteStatus.Unchanged, 2026040100u), (older.Status, older.Serial));
    }

    [Theory, Engines]
    public async Task ReplacingAZoneKeepsWhatIsTheSame(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        var kept = await Repository(store).FindRrsetAsync(ZoneKey.Default(Origin), "mail.example.com.", "A", TestStore.Token);
        var text = File.Replace("192.0.2.10", "192.0.2.12", StringComparison.Ordinal).Replace("a.b     IN TXT \"x y\"", "c IN TXT z", StringComparison.Ordinal);
        var result = await Repository(store).ReplaceAsync(ZoneKey.Default(Origin), Parse(text), "*", "test", TestStore.Token);
        Assert.Equal((WriteStatus.Updated, 2026030101u, 4), (result.Status, result.Serial, result.Changes.Count));
        Assert.Equal(kept!.ETag, (await Repository(store).FindRrsetAsync(ZoneKey.Default(Origin), "mail.example.com.", "A", TestStore.Token))!.ETag);
        Assert.Equal(WriteStatus.PreconditionFailed, (await Repository(store).ReplaceAsync(ZoneKey.Default(Origin), Parse(File), "nonsense", "test", TestStore.Token)).Status);
    }

    [Theory, Engines]
    public async Task ZonesAndRecordsGoWhenDeleted(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var created = await CreateAsync(store);
        Assert.Equal(WriteStatus.Deleted, (await ApplyAsync(store, Remove("www", "A"))).Status);
        Assert.Equal(WriteStatus.NotFound, (await ApplyAsync(store, Remove("www", "A"))).Status);
        Assert.Equal(WriteStatus.PreconditionFailed, await Repository(store).DeleteAsync(ZoneKey.Default(Origin), created.Stored!.ETag, "test", TestStore.Token));
        Assert.Equal(WriteStatus.Deleted, await Repository(store).DeleteAsync(ZoneKey.Default(Origin), null, "test", TestStore.Token));
        Assert.Equal(WriteStatus.NotFound, await Repository(store).DeleteAsync(ZoneKey.Default(Origin), null, "test", TestStore.Token));
        Assert.Null(store.Get<ZoneTable>().Find(Origin));
        Assert.Equal(0, await store.CountAsync("rrsets"));
        Assert.Equal(WriteStatus.NotFound, (await ApplyAsync(store, Put("www", "A", "192.0.2.1"))).Status);
    }

    [Theory, Engines]
    public async Task AReopenedDatabaseServesTheLastCommit(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        await ApplyAsync(store, Put("www", "A", "192.0.2.77"));
        var before = await Repository(store).ReadRrsetsAsync(ZoneKey.Default(Origin), TestStore.Token);
        await store.ReopenAsync();
        Assert.Equal(2026030101u, store.Get<ZoneTable>().Find(Origin)!.Serial);
        var after = await Repository(store).ReadRrsetsAsync(ZoneKey.Default(Origin), TestStore.Token);
        Assert.Equal(ZoneFileWriter.Write(Origin, before), ZoneFileWriter.Write(Origin, after));
    }

    [Theory, Engines]
    public async Task ConcurrentWritersEachRaiseTheSerial(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        var results = await Task.WhenAll(Enumerable.Range(1, 40).Select(number => Task.Run(() => ApplyAsync(store, Put("h" + number, "A", "192.0.2." + number)))));
        Assert.Equal(Enumerable.Range(1, 40).Select(number => 2026030100u + (uint)number), results.Select(result => result.Serial).Order());
        Assert.Equal(2026030140u, store.Get<ZoneTable>().Find(Origin)!.Serial);
        Assert.Equal(48, (await Repository(store).FindAsync(ZoneKey.Default(Origin), TestStore.Token))!.Value.RecordCount);
    }

    [Theory, Engines]
    public async Task AWriteAfterThatOfAnotherNodeServesBoth(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await CreateAsync(store);
        await using (var second = store.Build())
        {
            await second.GetRequiredService<ZoneRepository>().ApplyAsync(ZoneKey.Default(Origin), [Put("there", "A", "192.0.2.60")], "test", TestStore.Token);
        }

        var result = await ApplyAsync(store, Put("here", "A", "192.0.2.61"));
        Assert.Equal(2026030102u, result.Serial);
        var served = store.Get<ZoneTable>().Find(Origin)!;
        Assert.Equal((2026030102u, ZoneSnapshot.Build(Origin, await Repository(store).ReadRrsetsAsync(ZoneKey.Default(Origin), TestStore.Token)).NameCount), (served.Serial, served.NameCount));
    }

    private static ZoneRepository Repository(TestStore store) => store.Get<ZoneRepository>();

    private static Task<WriteResult<ZoneRow>> CreateAsync(TestStore store) => Repository(store).CreateAsync(new(ZoneKey.Default("Example.COM."), Parse(File)), "test", TestStore.Token);

    private static Task<ZoneWriteResult> ApplyAsync(TestStore store, params RrsetWrite[] writes) => Repository(store).ApplyAsync(ZoneKey.Default(Origin), writes, "test", TestStore.Token);

    private static IReadOnlyList<ZoneRrset> Parse(string text)
    {
        var parsed = ZoneFileParser.Parse(text + "\n", Origin);
        Assert.Empty(parsed.Errors);
        return parsed.Rrsets;
    }

    private static RrsetWrite Put(string owner, string type, params string[] records)
    {
        var rrset = RrsetNormalizer.Normalize(Origin, owner, type, 3600, records).Rrset!;
        return new RrsetWrite(rrset.Owner, rrset.Type, rrset, null, false);
    }

    private static RrsetWrite Remove(string owner, string type) => new(owner == "@" ? Origin : owner + "." + Origin, type, null, null, false);
}
