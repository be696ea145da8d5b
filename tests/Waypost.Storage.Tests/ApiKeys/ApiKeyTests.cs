using Waypost.Storage.ApiKeys;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tests.ApiKeys;

public class ApiKeyTests
{
    [Theory, Engines]
    public async Task AKeyAuthenticatesAndIsNotKeptInTheClear(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var keys = store.Get<ApiKeyRepository>();
        Assert.False(await keys.AnyAsync(TestStore.Token));
        var key = await keys.CreateAsync("admin", "start", TestStore.Token);
        Assert.True(await keys.AnyAsync(TestStore.Token));
        await store.ReopenAsync();
        keys = store.Get<ApiKeyRepository>();
        Assert.Equal(("admin", "admin"), ((await keys.AuthenticateAsync(key, TestStore.Token))!.Name, (await keys.AuthenticateAsync(key, TestStore.Token))!.Scope));
        Assert.Null(await keys.AuthenticateAsync(key + "x", TestStore.Token));
        Assert.Null(await keys.AuthenticateAsync("", TestStore.Token));
        Assert.Null(await keys.AuthenticateAsync(new string('k', 5000), TestStore.Token));
        var kept = await store.Get<WaypostDatabase>().ReadAsync(session => session.ReadAsync<string>("SELECT key_hash FROM api_keys"), TestStore.Token);
        Assert.DoesNotContain(key[3..], kept, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task KeysAreListedWithTheirScopeAndRefusedOnceDeleted(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var keys = store.Get<ApiKeyRepository>();
        await keys.CreateAsync("first", "start", TestStore.Token);
        var key = await keys.CreateAsync("second", "read", "test", TestStore.Token);
        var listed = await keys.ListAsync(0, 10, TestStore.Token);
        Assert.Equal([("first", "admin"), ("second", "read")], listed.Select(row => (row.Name, row.Scope)));
        Assert.Equal(listed[1], Assert.Single(await keys.ListAsync(listed[0].Id, 10, TestStore.Token)));
        Assert.Equal(listed[1], await keys.FindAsync(listed[1].Id, TestStore.Token));
        Assert.True(await keys.DeleteAsync(listed[1].Id, "test", TestStore.Token));
        Assert.False(await keys.DeleteAsync(listed[1].Id, "test", TestStore.Token));
        Assert.Null(await keys.AuthenticateAsync(key, TestStore.Token));
    }
}
