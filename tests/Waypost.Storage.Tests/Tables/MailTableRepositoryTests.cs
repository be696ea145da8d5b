using Waypost.Mail.Tables;
using Waypost.Storage.AccessEntries;
using Waypost.Storage.Aliases;
using Waypost.Storage.Database;
using Waypost.Storage.Forwards;
using Waypost.Storage.GenericAddresses;
using Waypost.Storage.MailDomains;
using Waypost.Storage.MailerRoutes;
using Waypost.Storage.VirtualUsers;

namespace Waypost.Storage.Tests.Tables;

public class MailTableRepositoryTests
{
    [Theory, Engines]
    public async Task AnAliasIsPutFoundChangedAndDeleted(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var aliases = store.Get<AliasRepository>();
        var created = await aliases.PutAsync("Sales", ["ann", "bob@remote.example"], null, false, "test", TestStore.Token);
        Assert.Equal(WriteStatus.Created, created.Status);
        Assert.Equal(["ann", "bob@remote.example"], Holder(store).Aliases["sales"]);
        var same = await aliases.PutAsync("sales", ["ann", "bob@remote.example"], null, false, "test", TestStore.Token);
        Assert.Equal((WriteStatus.Unchanged, created.Stored!.ETag), (same.Status, same.Stored!.ETag));
        var changed = await aliases.PutAsync("sales", ["ann"], created.Stored.ETag, false, "test", TestStore.Token);
        Assert.Equal(WriteStatus.Updated, changed.Status);
        Assert.Equal("Sales", changed.Stored!.Value.Name);
        Assert.Equal(["ann"], Holder(store).Aliases["SALES"]);
        Assert.Equal(changed.Stored.ETag, (await aliases.FindAsync("SALES", TestStore.Token))!.ETag);
        Assert.Equal(WriteStatus.Deleted, await aliases.DeleteAsync("sales", changed.Stored.ETag, "test", TestStore.Token));
        Assert.False(Holder(store).Aliases.ContainsKey("Sales"));
        Assert.Null(await aliases.FindAsync("sales", TestStore.Token));
        Assert.Equal(WriteStatus.NotFound, await aliases.DeleteAsync("sales", null, "test", TestStore.Token));
        Assert.Equal(3, await store.CountAsync("audit_events"));
    }

    [Theory, Engines]
    public async Task AStaleETagChangesNothing(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var entries = store.Get<AccessEntryRepository>();
        Assert.Equal(WriteStatus.PreconditionFailed, (await entries.PutAsync("From:spam@example.net", "REJECT", "*", false, "test", TestStore.Token)).Status);
        var first = await entries.PutAsync("From:spam@example.net", "REJECT", null, true, "test", TestStore.Token);
        await entries.PutAsync("From:spam@example.net", "DISCARD", first.Stored!.ETag, false, "test", TestStore.Token);
        var lost = await entries.PutAsync("From:spam@example.net", "OK", first.Stored.ETag, false, "test", TestStore.Token);
        Assert.Equal((WriteStatus.PreconditionFailed, "DISCARD"), (lost.Status, lost.Stored!.Value.Value));
        Assert.Equal(WriteStatus.PreconditionFailed, (await entries.PutAsync("from:SPAM@example.net", "OK", null, true, "test", TestStore.Token)).Status);
        Assert.Equal(WriteStatus.PreconditionFailed, await entries.DeleteAsync("From:spam@example.net", first.Stored.ETag, "test", TestStore.Token));
        Assert.Equal("DISCARD", Holder(store).AccessEntries["from:spam@example.net"]);
    }

    [Theory, Engines]
    public async Task ARowThatWasMadeAgainHasAnotherETag(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var users = store.Get<VirtualUserRepository>();
        var first = await users.PutAsync("@other.example", "ann", null, false, "test", TestStore.Token);
        await users.DeleteAsync("@other.example", null, "test", TestStore.Token);
        var second = await users.PutAsync("@other.example", "ann", null, false, "test", TestStore.Token);
        Assert.NotEqual(first.Stored!.ETag, second.Stored!.ETag);
    }

    [Theory, Engines]
    public async Task ListsGoOnAfterAKey(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var domains = store.Get<MailDomainRepository>();
        foreach (var name in (string[])["c.example", "A.example", "b.example"])
        {
            await domains.PutAsync(name, null, false, "test", TestStore.Token);
        }

        Assert.Equal(["A.example", "b.example"], (await domains.ListAsync(null, 2, TestStore.Token)).Select(row => row.Value.Name));
        Assert.Equal(["c.example"], (await domains.ListAsync("B.example", 2, TestStore.Token)).Select(row => row.Value.Name));
        Assert.Equal(store.Time.GetUtcNow(), (await domains.FindAsync("a.example", TestStore.Token))!.Value.CreatedAt);
    }

    [Theory, Engines]
    public async Task AReopenedDatabaseFillsTheTables(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await store.Get<MailDomainRepository>().PutAsync("example.com", null, false, "test", TestStore.Token);
        await store.Get<AliasRepository>().PutAsync("sales", ["ann"], null, false, "test", TestStore.Token);
        await store.Get<VirtualUserRepository>().PutAsync("@other.example", "ann", null, false, "test", TestStore.Token);
        await store.Get<AccessEntryRepository>().PutAsync("From:spam@", "REJECT", null, false, "test", TestStore.Token);
        await store.Get<ForwardRepository>().PutAsync("ann", ["\\ann", "x@remote.example"], null, false, "test", TestStore.Token);
        await store.Get<GenericAddressRepository>().PutAsync("ann", "ann.smith@example.com", null, false, "test", TestStore.Token);
        await store.Get<MailerRouteRepository>().PutAsync(".remote.example", "relay:hub.example", null, false, "test", TestStore.Token);
        await store.ReopenAsync();
        var tables = Holder(store);
        Assert.Equal(["\\ann", "x@remote.example"], tables.Forwards["ANN"]);
        Assert.Equal(("ann.smith@example.com", "relay:hub.example"), (tables.GenericAddresses["Ann"], tables.MailerRoutes[".REMOTE.example"]));
        Assert.Contains("EXAMPLE.com", tables.MailDomains);
        Assert.Equal("ann", Assert.Single(tables.Aliases["Sales"]));
        Assert.Equal(("ann", "REJECT"), (tables.VirtualUsers["@OTHER.example"], tables.AccessEntries["from:spam@"]));
    }

    [Theory, Engines]
    public async Task ConcurrentPutsOfOneKeyLoseNoUpdate(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var aliases = store.Get<AliasRepository>();
        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => aliases.PutAsync("sales", ["u" + number], null, true, "test", TestStore.Token))));
        Assert.Single(results, result => result.Status == WriteStatus.Created);
        Assert.Equal(29, results.Count(result => result.Status == WriteStatus.PreconditionFailed));
        var row = await aliases.FindAsync("sales", TestStore.Token);
        Assert.Equal(row!.Value.Targets, Holder(store).Aliases["sales"]);
    }

    private static MailTables Holder(TestStore store) => store.Get<MailTablesHolder>().Current;
}
