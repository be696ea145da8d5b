using Waypost.Mail.Authentication;
using Waypost.Mail.Store;

namespace Waypost.Testing.Mail;

/// <summary>Accounts in memory; the password of every one is <c>secret</c>.</summary>
public sealed class MemoryAccountDirectory(params IReadOnlyList<string> accounts) : IAccountDirectory
{
    public const string Password = "secret";

    public Task<AccountLogin?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userName);
        string name = userName.Split('@')[0];
        int index = accounts.ToList().FindIndex(account => account.Equals(name, StringComparison.OrdinalIgnoreCase));
        return Task.FromResult(index >= 0 && password == Password ? new AccountLogin(index + 1, accounts[index]) : null);
    }

    public async Task<ScramAccount?> FindScramAsync(string userName, CancellationToken cancellationToken) =>
        await AuthenticateAsync(userName, Password, cancellationToken).ConfigureAwait(false) is { } login ? new ScramAccount(login, ScramKeys.Of(Password)) : null;
}
