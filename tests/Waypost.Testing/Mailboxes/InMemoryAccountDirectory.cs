using Waypost.Mail.Authentication;
using Waypost.Mail.Store;

namespace Waypost.Testing.Mailboxes;

/// <summary>Accounts for tests; user names are taken with and without a domain.</summary>
public sealed class InMemoryAccountDirectory : IAccountDirectory
{
    private readonly Dictionary<string, (AccountLogin Login, string Password)> accounts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds an account and returns it.</summary>
    public AccountLogin Add(string name, string password)
    {
        AccountLogin login = new(accounts.Count + 1, name);
        accounts.Add(name, (login, password));
        return login;
    }

    /// <summary>The name of an account, or null.</summary>
    public string? NameOf(long id) => accounts.Values.FirstOrDefault(account => account.Login.Id == id).Login?.Name;

    /// <inheritdoc/>
    public Task<AccountLogin?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return Task.FromResult(accounts.TryGetValue(userName.Split('@')[0], out var account) && account.Password == password ? account.Login : null);
    }

    /// <inheritdoc/>
    public Task<ScramAccount?> FindScramAsync(string userName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return Task.FromResult(accounts.TryGetValue(userName.Split('@')[0], out var account) ? new ScramAccount(account.Login, ScramKeys.Of(account.Password)) : null);
    }
}
