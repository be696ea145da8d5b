using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Waypost.Mail.Store;
using Waypost.Storage.Accounts;

namespace Waypost.Storage.Tests.Accounts;

public class LoginTests
{
    private static readonly LoginOrigin Imap = new(LoginProtocols.Imap, IPAddress.Loopback);

    [Theory, Engines]
    public async Task AnAppPasswordLetsIntoItsProtocolsOnly(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await store.Get<AccountRepository>().PutAsync("ann", "secret", null, false, "test", TestStore.Token);
        var passwords = store.Get<AppPasswordRepository>();
        var (_, _, password) = await passwords.CreateAsync("ann", "phone", [LoginProtocols.Imap], "test", TestStore.Token);
        var directory = store.Get<IAccountDirectory>();
        Assert.NotNull(await directory.For(Imap).AuthenticateAsync("ann", password!, TestStore.Token));
        Assert.NotNull(await directory.For(Imap).AuthenticateAsync("ann", string.Join(' ', password!.Chunk(4).Select(part => new string(part))), TestStore.Token));
        Assert.Null(await directory.For(new(LoginProtocols.Pop3, null)).AuthenticateAsync("ann", password!, TestStore.Token));
        Assert.True(await passwords.DeleteAsync("ann", "phone", "test", TestStore.Token));
        Assert.Null(await directory.For(Imap).AuthenticateAsync("ann", password!, TestStore.Token));
        Assert.NotNull(await directory.For(Imap).AuthenticateAsync("ann", "secret", TestStore.Token));
    }

    [Theory, Engines]
    public async Task ADisabledAccountAndAForbiddenProtocolAreRefused(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var accounts = store.Get<AccountRepository>();
        await accounts.PutAsync("ann", "secret", new AccountSettings(Protocols: [LoginProtocols.Smtp]), null, false, "test", TestStore.Token);
        var directory = store.Get<IAccountDirectory>();
        Assert.Null(await directory.For(Imap).AuthenticateAsync("ann", "secret", TestStore.Token));
        Assert.Null(await directory.For(Imap).FindScramAsync("ann", TestStore.Token));
        Assert.NotNull(await directory.For(new(LoginProtocols.Smtp, null)).AuthenticateAsync("ann", "secret", TestStore.Token));
        await accounts.PutAsync("ann", null, new AccountSettings(Disabled: true), null, false, "test", TestStore.Token);
        Assert.Null(await directory.For(new(LoginProtocols.Smtp, null)).AuthenticateAsync("ann", "secret", TestStore.Token));
        await accounts.PutAsync("ann", null, new AccountSettings(), null, false, "test", TestStore.Token);
        Assert.NotNull(await directory.For(Imap).AuthenticateAsync("ann", "secret", TestStore.Token));
    }

    [Theory, Engines]
    public async Task TooManyFailuresOfAClientAreRefusedUnseenUntilTheyAreOver(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await store.Get<AccountRepository>().PutAsync("ann", "secret", null, false, "test", TestStore.Token);
        var directory = store.Get<IAccountDirectory>();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            Assert.Null(await directory.For(Imap).AuthenticateAsync("ann", "wrong", TestStore.Token));
        }

        Assert.Null(await directory.For(Imap).AuthenticateAsync("ann", "secret", TestStore.Token));
        Assert.NotNull(await directory.For(new(LoginProtocols.Imap, IPAddress.Parse("192.0.2.1"))).AuthenticateAsync("ann", "secret", TestStore.Token));
        store.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.NotNull(await directory.For(Imap).AuthenticateAsync("ann", "secret", TestStore.Token));
    }

    [Theory, Engines]
    public async Task APasswordIsCheckedSlowlyOnceAndNotWhenItHasChanged(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await store.Get<AccountRepository>().PutAsync("ann", "secret", null, false, "test", TestStore.Token);
        var hasher = new CountingHasher(store.Get<IPasswordHasher<AccountRow>>());
        var directory = ActivatorUtilities.CreateInstance<AccountDirectory>(store.Services, hasher);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.NotNull(await directory.AuthenticateAsync("ann", "secret", TestStore.Token));
        }

        Assert.Equal(1, hasher.Checks);
        await store.Get<AccountRepository>().PutAsync("ann", "other", null, false, "test", TestStore.Token);
        Assert.Null(await directory.AuthenticateAsync("ann", "secret", TestStore.Token));
        store.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.NotNull(await directory.AuthenticateAsync("ann", "other", TestStore.Token));
        Assert.Equal(3, hasher.Checks);
    }

    private sealed class CountingHasher(IPasswordHasher<AccountRow> inner) : IPasswordHasher<AccountRow>
    {
        public int Checks { get; private set; }

        public string HashPassword(AccountRow user, string password) => inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(AccountRow user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
