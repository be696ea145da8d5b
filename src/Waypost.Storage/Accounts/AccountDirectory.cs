using Microsoft.AspNetCore.Identity;
using Waypost.Mail.Authentication;
using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Accounts;

/// <summary>Checks logins against the accounts' password hashes and app passwords.</summary>
public sealed class AccountDirectory(WaypostDatabase database, IPasswordHasher<AccountRow> hasher, VerifiedPasswords verified, LoginFailures failures) : IAccountDirectory
{
    private const string FindAccount = """SELECT id, name, password_hash, scram_sha256, disabled, protocols FROM accounts WHERE name_key = @nameKey""";
    private const string ListAppPasswords = """SELECT password_hash, protocols FROM app_passwords WHERE account_id = @accountId""";
    private const string SetScram = """UPDATE accounts SET scram_sha256 = @scram WHERE id = @id AND password_hash = @passwordHash AND scram_sha256 IS NULL""";
    private const string CountDomains = """SELECT COUNT(*) FROM mail_domains WHERE name_key = @domain""";

    private static readonly AccountRow Nobody = new("nobody", default);

    // A hash to check against when there is no account: both answers then take the same time.
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    public Task<AccountLogin?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken) =>
        AuthenticateAsync(userName, password, null, cancellationToken);

    public Task<ScramAccount?> FindScramAsync(string userName, CancellationToken cancellationToken) => FindScramAsync(userName, null, cancellationToken);

    public IAccountDirectory For(LoginOrigin origin) => new View(this, origin);

    private async Task<AccountLogin?> AuthenticateAsync(string userName, string password, LoginOrigin? origin, CancellationToken cancellationToken)
    {
        var key = userName.ToLowerInvariant();
        if (failures.AreTooMany(key, origin?.Client))
        {
            return null;
        }

        var account = await database.ReadAsync(session => FindAsync(session, key), cancellationToken);
        if (!await ChecksAsync(account, password, origin, cancellationToken) || account is null)
        {
            failures.Add(key, origin?.Client);
            return null;
        }

        failures.Clear(key, origin?.Client);
        return new AccountLogin(account.Id, account.Name);
    }

    private async Task<bool> ChecksAsync(Record? account, string password, LoginOrigin? origin, CancellationToken cancellationToken)
    {
        if (account?.AppPasswords.Find(known => AppPasswordSecret.Matches(password, known.PasswordHash)) is { } app)
        {
            return account.Allows(origin) && Allows(app.Protocols, origin);
        }

        var hash = account?.PasswordHash ?? _decoy.Value;
        var fingerprint = verified.Fingerprint(account?.Id ?? 0, hash, password);
        if (!verified.Knows(fingerprint))
        {
            if (hasher.VerifyHashedPassword(Nobody, hash, password) == PasswordVerificationResult.Failed || account?.PasswordHash is null)
            {
                return false;
            }

            verified.Remember(fingerprint);
            if (account.ScramSha256 is null)
            {
                // A password of before SCRAM: this is when it is known.
                var scram = ScramKeys.Of(password).ToText();
                await database.WriteAsync(session => session.ExecuteAsync(SetScram, new { id = account.Id, passwordHash = account.PasswordHash, scram }), cancellationToken);
            }
        }

        return account is not null && account.Allows(origin);
    }

    private async Task<ScramAccount?> FindScramAsync(string userName, LoginOrigin? origin, CancellationToken cancellationToken)
    {
        var account = await database.ReadAsync(session => FindAsync(session, userName.ToLowerInvariant()), cancellationToken);
        return account is not null && account.Allows(origin) && ScramKeys.Parse(account.ScramSha256) is { } keys
            ? new ScramAccount(new AccountLogin(account.Id, account.Name), keys)
            : null;
    }

    private static bool Allows(string? protocols, LoginOrigin? origin) =>
        protocols is null || origin is null || protocols.Split(' ').Contains(origin.Protocol, StringComparer.Ordinal);

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

        if (await session.FindAsync<Record>(FindAccount, new { nameKey }) is not { } account)
        {
            return null;
        }

        account.AppPasswords = await session.QueryAsync<AppPassword>(ListAppPasswords, new { accountId = account.Id });
        return account;
    }

    /// <summary>The directory as one connection sees it.</summary>
    private sealed class View(AccountDirectory directory, LoginOrigin origin) : IAccountDirectory
    {
        public Task<AccountLogin?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken) =>
            directory.AuthenticateAsync(userName, password, origin, cancellationToken);

        public Task<ScramAccount?> FindScramAsync(string userName, CancellationToken cancellationToken) => directory.FindScramAsync(userName, origin, cancellationToken);
    }

    private sealed class Record
    {
        public long Id { get; init; }

        public required string Name { get; init; }

        public string? PasswordHash { get; init; }

        public string? ScramSha256 { get; init; }

        public bool Disabled { get; init; }

        public string? Protocols { get; init; }

        public List<AppPassword> AppPasswords { get; set; } = [];

        public bool Allows(LoginOrigin? origin) => !Disabled && AccountDirectory.Allows(Protocols, origin);
    }

    private sealed class AppPassword
    {
        public required string PasswordHash { get; init; }

        public string? Protocols { get; init; }
    }
}
