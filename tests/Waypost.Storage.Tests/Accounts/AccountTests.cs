using Waypost.Mail.Authentication;
using Waypost.Mail.Store;
using Waypost.Mail.Tables;
using Waypost.Storage.Accounts;
using Waypost.Storage.Database;
using Waypost.Storage.MailDomains;

namespace Waypost.Storage.Tests.Accounts;

public class AccountTests
{
    [Theory, Engines]
    public async Task AnAccountLogsInByNameAndByAnyMailDomain(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await store.Get<MailDomainRepository>().PutAsync("example.com", null, false, "test", TestStore.Token);
        Assert.Equal(WriteStatus.Created, (await PutAsync(store, "Ann", "secret")).Status);
        Assert.Equal("Ann", (await LoginAsync(store, "ann", "secret"))!.Name);
        Assert.NotNull(await LoginAsync(store, "ANN@Example.com", "secret"));
        Assert.Null(await LoginAsync(store, "ann@elsewhere.example", "secret"));
        Assert.Null(await LoginAsync(store, "ann", "Secret"));
        Assert.Null(await LoginAsync(store, "nobody", "secret"));
        Assert.Contains("ann", store.Get<MailTablesHolder>().Current.Accounts);
    }

    [Theory, Engines]
    public async Task ThePasswordStaysWhenItIsLeftOutAndChangesWhenItIsGiven(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var created = await PutAsync(store, "ann", "secret");
        Assert.Equal(WriteStatus.Unchanged, (await PutAsync(store, "ann", null)).Status);
        Assert.Equal(WriteStatus.Unchanged, (await PutAsync(store, "ann", "secret")).Status);
        var changed = await PutAsync(store, "ann", "other");
        Assert.Equal(WriteStatus.Updated, changed.Status);
        Assert.NotEqual(created.Stored!.ETag, changed.Stored!.ETag);
        Assert.Null(await LoginAsync(store, "ann", "secret"));
        Assert.NotNull(await LoginAsync(store, "ann", "other"));
    }

    [Theory, Engines]
    public async Task AnAccountWithoutPasswordCannotLogIn(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await PutAsync(store, "ann", null);
        Assert.Null(await LoginAsync(store, "ann", ""));
    }

    [Theory, Engines]
    public async Task AnAccountHasTheKeysOfScramWithItsPassword(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await PutAsync(store, "ann", "secret");
        var directory = store.Get<IAccountDirectory>();
        var first = (await directory.FindScramAsync("ANN", TestStore.Token))!.Keys;
        Assert.Equal(ScramKeys.Of("secret", first.Salt, first.Iterations).StoredKey, first.StoredKey);
        await PutAsync(store, "ann", "other");
        var second = (await directory.FindScramAsync("ann", TestStore.Token))!.Keys;
        Assert.Equal(ScramKeys.Of("other", second.Salt, second.Iterations).StoredKey, second.StoredKey);
        Assert.Null(await directory.FindScramAsync("nobody", TestStore.Token));
    }

    [Theory, Engines]
    public async Task APasswordOfBeforeScramGetsItsKeysWhenItIsUsed(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await PutAsync(store, "ann", "secret");
        await store.Get<WaypostDatabase>().WriteAsync(session => session.ExecuteAsync("UPDATE accounts SET scram_sha256 = NULL", null), TestStore.Token);
        Assert.Null(await store.Get<IAccountDirectory>().FindScramAsync("ann", TestStore.Token));
        Assert.Null(await LoginAsync(store, "ann", "wrong"));
        Assert.Null(await store.Get<IAccountDirectory>().FindScramAsync("ann", TestStore.Token));
        Assert.NotNull(await LoginAsync(store, "ann", "secret"));
        Assert.NotNull(await store.Get<IAccountDirectory>().FindScramAsync("ann", TestStore.Token));
    }

    [Theory, Engines]
    public async Task ADeletedAccountTakesItsMailWithIt(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await PutAsync(store, "ann", "secret");
        var account = await LoginAsync(store, "ann", "secret");
        var mailboxes = store.Get<IMailboxStore>();
        var inbox = (await mailboxes.ListAsync(account!.Id, TestStore.Token))[0];
        await mailboxes.AppendAsync(inbox.Id, [], store.Time.GetUtcNow(), "Subject: x\r\n\r\ny\r\n"u8.ToArray(), TestStore.Token);
        Assert.Equal(WriteStatus.Deleted, await store.Get<AccountRepository>().DeleteAsync("ann", null, "test", TestStore.Token));
        Assert.Equal(0, await store.CountAsync("message_contents"));
        Assert.Equal(0, await store.CountAsync("mailboxes"));
        Assert.Empty(store.Get<MailTablesHolder>().Current.Accounts);
        Assert.Empty(await mailboxes.ListAsync(account.Id, TestStore.Token));
        Assert.Null(await LoginAsync(store, "ann", "secret"));
    }

    private static Task<WriteResult<AccountRow>> PutAsync(TestStore store, string name, string? password) =>
        store.Get<AccountRepository>().PutAsync(name, password, null, false, "test", TestStore.Token);

    private static Task<AccountLogin?> LoginAsync(TestStore store, string name, string password) =>
        store.Get<IAccountDirectory>().AuthenticateAsync(name, password, TestStore.Token);
}
