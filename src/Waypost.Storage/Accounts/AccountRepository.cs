using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Waypost.Mail.Tables;
using Waypost.Storage.Database;
using Waypost.Storage.Mailboxes;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Accounts;

/// <summary>The accounts. A new one has its INBOX; a deleted one takes its mailboxes with it.</summary>
public sealed class AccountRepository(WaypostDatabase database, MailTablesHolder tables, IPasswordHasher<AccountRow> hasher, IOptions<MailboxOptions> mailboxes)
{
    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} id, name, password_hash, etag, created_at FROM accounts WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT id, name, password_hash, etag, created_at FROM accounts WHERE name_key = @nameKey""",
        Insert: """INSERT INTO accounts (name_key, name, password_hash, etag, created_at) VALUES (@nameKey, @name, @passwordHash, @etag, @now)""",
        Update: """UPDATE accounts SET password_hash = @passwordHash, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM accounts WHERE name_key = @nameKey AND etag = @oldEtag""");

    private readonly KeyedRows<Record, AccountRow> _rows = new(database, "accounts", Sql, record => new AccountRow(record.Name, record.CreatedAt));

    public Task<IReadOnlyList<Stored<AccountRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => _rows.ListAsync(after, limit, cancellationToken);

    public Task<Stored<AccountRow>?> FindAsync(string name, CancellationToken cancellationToken) => _rows.FindAsync(name, cancellationToken);

    /// <summary>Without a password an account keeps the one that it has; a new one then cannot log in.</summary>
    public async Task<WriteResult<AccountRow>> PutAsync(string name, string? password, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken)
    {
        // Hashing is slow on purpose, so it is done before the transaction.
        var account = new AccountRow(name, default);
        var passwordHash = password is null ? null : hasher.HashPassword(account, password);
        var known = password is null ? null : (await _rows.FindRecordAsync(name, cancellationToken))?.PasswordHash;
        var sameAs = known is not null && hasher.VerifyHashedPassword(account, known, password!) == PasswordVerificationResult.Success ? known : null;
        return await _rows.PutAsync(new KeyedPut<Record, AccountRow>(
            name,
            new { passwordHash },
            record => password is null || (sameAs is not null && record.PasswordHash == sameAs),
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

        public DateTimeOffset CreatedAt { get; init; }
    }
}
