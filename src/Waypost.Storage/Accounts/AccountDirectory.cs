using Microsoft.AspNetCore.Identity;
using Waypost.Mail.Authentication;
using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Accounts;

/// <summary>Checks logins against the accounts' password hashes.</summary>
public sealed class AccountDirectory(WaypostDatabase database, IPasswordHasher<AccountRow> hasher) : IAccountDirectory
{
    private const string FindAccount = """SELECT id, name, password_hash, scram_sha256 FROM accounts WHERE name_key = @nameKey""";
    private const string SetScram = """UPDATE accounts SET scram_sha256 = @scram WHERE id = @id AND password_hash = @passwordHash AND scram_sha256 IS NULL""";
    private const string CountDomains = """SELECT COUNT(*) FROM mail_domains WHERE name_key = @domain""";

    private static readonly AccountRow Nobody = new("nobody", default);

    // A hash to check against when there is no account: both answers then take the same time.
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    public async Task<AccountLogin?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var account = await database.ReadAsync(session => FindAsync(session, userName.ToLowerInvariant()), cancellationToken);
        var result = hasher.VerifyHashedPassword(Nobody, account?.PasswordHash ?? _decoy.Value, password);
        if (account?.PasswordHash is null || result == PasswordVerificationResult.Failed)
        {
            return null;
        }

        if (account.ScramSha256 is null)
        {
            // A password of before SCRAM: this is when it is known.
            var scram = ScramKeys.Of(password).ToText();
            await database.WriteAsync(session => session.ExecuteAsync(SetScram, new { id = account.Id, passwordHash = account.PasswordHash, scram }), cancellationToken);
        }

        return new AccountLogin(account.Id, account.Name);
    }

    public async Task<ScramAccount?> FindScramAsync(string userName, CancellationToken cancellationToken)
    {
        var account = await database.ReadAsync(session => FindAsync(session, userName.ToLowerInvariant()), cancellationToken);
        return account is not null && ScramKeys.Parse(account.ScramSha256) is { } keys ? new ScramAccount(new AccountLogin(account.Id, account.Name), keys) : null;
    }

    private static async Task<Record?> FindAsync(DatabaseSession session, string userName)
    {
        var nameKey = userName;
        var at = userName.LastIndexOf('@');
        if (at >= 0)
        {
            nameKey = userName[..at];
            if (await session.ReadAsync<long>(CountDomains, new { domain = userName[(at + 1)..] }) == 0)
            {
                return null;
            }
        }

        return await session.FindAsync<Record>(FindAccount, new { nameKey });
    }

    private sealed class Record
    {
        public long Id { get; init; }

        public required string Name { get; init; }

        public string? PasswordHash { get; init; }

        public string? ScramSha256 { get; init; }
    }
}
