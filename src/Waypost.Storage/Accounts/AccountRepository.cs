using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Waypost.Mail.Authentication;
using Waypost.Mail.Store;
using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Mailboxes;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Accounts;

/// <summary>The accounts. A new one has its INBOX; a deleted one takes its mailboxes with it.</summary>
public sealed class AccountRepository(WaypostDatabase database, MailTablesHolder tables, IPasswordHasher<AccountRow> hasher, IOptions<MailboxOptions> mailboxes)
{
    private static readonly KeyedSql Sql = new(
        List: """
            SELECT {top @limit} id, name, password_hash, disabled, protocols, quota_storage, quota_messages, etag, created_at
            FROM accounts WHERE name_key > @after ORDER BY name_key {limit @limit}
            """,
        Find: """SELECT id, name, password_hash, disabled, protocols, quota_storage, quota_messages, etag, created_at FROM accounts WHERE name_key = @nameKey""",
        Insert: """
            INSERT INTO accounts (name_key, name, password_hash, scram_sha256, disabled, protocols, quota_storage, quota_messages, etag, created_at)
            VALUES (@nameKey, @name, @passwordHash, @scram, @disabled, @protocols, @quotaStorage, @quotaMessages, @etag, @now)
            """,
        Update: """
            UPDATE accounts SET password_hash = COALESCE(@passwordHash, password_hash), scram_sha256 = COALESCE(@scram, scram_sha256), disabled = @disabled, protocols = @protocols,
                quota_storage = @quotaStorage, quota_messages = @quotaMessages, etag = @etag
            WHERE name_key = @nameKey AND etag = @oldEtag
            """,
        Delete: """DELETE FROM accounts WHERE name_key = @nameKey AND etag = @oldEtag""");

    private readonly KeyedRows<Record, AccountRow> _rows = new(database, "accounts", Sql, record => new AccountRow(record.Name, record.CreatedAt) { Settings = record.ToSettings() });

    public Task<IReadOnlyList<Stored<AccountRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => _rows.ListAsync(after, limit, cancellationToken);

    public Task<Stored<AccountRow>?> FindAsync(string name, CancellationToken cancellationToken) => _rows.FindAsync(name, cancellationToken);

    /// <summary>The account's id, or null.</summary>
    public async Task<long?> FindIdAsync(string name, CancellationToken cancellationToken) => (await _rows.FindRecordAsync(name, cancellationToken))?.Id;

    /// <summary>Without a password an account keeps the one that it has; a new one then cannot log in.</summary>
    public Task<WriteResult<AccountRow>> PutAsync(string name, string? password, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken) =>
        PutAsync(name, password, new AccountSettings(), ifMatch, ifNoneMatch, actor, cancellationToken);

    /// <summary>Without a password an account keeps the one that it has; a new one then cannot log in.</summary>
    public async Task<WriteResult<AccountRow>> PutAsync(string name, string? password, AccountSettings settings, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken)
    {
        var protocols = settings.Protocols is null ? null : string.Join(' ', settings.Protocols);
        // Hashing is slow on purpose, so it is done before the transaction.
        var account = new AccountRow(name, default);
        var passwordHash = password is null ? null : hasher.HashPassword(account, password);
        var scram = password is null ? null : ScramKeys.Of(password).ToText();
        var known = password is null ? null : (await _rows.FindRecordAsync(name, cancellationToken))?.PasswordHash;
        var sameAs = known is not null && hasher.VerifyHashedPassword(account, known, password!) == PasswordVerificationResult.Success ? known : null;
        return await _rows.PutAsync(new KeyedPut<Record, AccountRow>(
            name,
            new { passwordHash, scram, disabled = settings.Disabled, protocols, quotaStorage = settings.QuotaStorage, quotaMessages = settings.QuotaMessages },
            record => (password is null || (sameAs is not null && record.PasswordHash == sameAs))
                && (record.Disabled, record.Protocols, record.QuotaStorage, record.QuotaMessages) == (settings.Disabled, protocols, settings.QuotaStorage, settings.QuotaMessages),
            row => tables.Update(now => now with { Accounts = now.Accounts.Add(row.Name) }))
        {
            AfterInsert = (session, record) => MailboxRows.CreateFirstAsync(session, record.Id, withSpecialUses: mailboxes.Value.CreateSpecialUse),
        }, ifMatch, ifNoneMatch, actor, cancellationToken);
    }

    public Task<WriteStatus> DeleteAsync(string name, string? ifMatch, string actor, CancellationToken cancellationToken) =>
        _rows.DeleteAsync(
            name,
            ifMatch,
            actor,
            gone => tables.Update(now => now with { Accounts = now.Accounts.Remove(gone) }),
            cancellationToken,
            before: (session, record) => MailboxRows.DeleteAllAsync(session, record.Id));

    private sealed class Record : KeyedRecord
    {
        public long Id { get; init; }

        public string? PasswordHash { get; init; }

        public bool Disabled { get; init; }

        public string? Protocols { get; init; }

        public long? QuotaStorage { get; init; }

        public long? QuotaMessages { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public AccountSettings ToSettings() => new(Disabled, Protocols?.Split(' '), QuotaStorage, QuotaMessages);
    }
}
